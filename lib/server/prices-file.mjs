// @ts-check
import { z } from 'zod'
import { readSettingsFile } from './settings-file.mjs'

const text = z.string('takes a text').min(1, 'takes a text that is not empty')

/** A region as prices name it. */
export const region = z
  .string('takes a region')
  .regex(/^[a-z0-9-]+$/, 'takes a region such as singapore or beijing')

const amount = z
  .union([z.string(), z.number()], 'takes a price such as "0.0016"')
  .transform(String)
  .refine(
    (price) => /^\d{1,9}(\.\d{1,9})?$/.test(price),
    'takes a price such as "0.0016", at most nine digits on either side of the point',
  )

const day = z.iso.date('takes a day such as 2026-03-18')

const currency = z.string('takes a currency').regex(/^[A-Z]{3}$/, 'takes a currency such as USD or CNY')

/** `PRICES_FILE`. README.md, "Prices and names", says what it is for. */
const pricesFile = z.strictObject(
  {
    region: region.optional(),
    prices: z.array(
      z.strictObject(
        {
          model: text,
          per_1000_tokens: amount,
          currency,
          from: day,
          region: region.optional(),
          source: text.default('PRICES_FILE'),
        },
        'takes an object with model, per_1000_tokens, currency and from, perhaps region and source',
      ),
      'takes a list of prices',
    ),
  },
  'takes an object with prices, and region where the base URL does not tell it',
)

/**
 * @typedef {import('zod').output<typeof pricesFile>} PricesFile
 * @param {string} path
 * @returns {PricesFile}
 */
export const readPricesFile = (path) => readSettingsFile('PRICES_FILE', path, pricesFile)
