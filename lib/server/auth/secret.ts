import 'server-only'
import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** 256 random bits, in letters that stand in a cookie, a header and a URL as they are. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Under which a secret is kept: who reads the database cannot use what he finds. Random ones need no salt. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Makes the function that tells whether a text is the one, in a time that says nothing of either. */
export function createComparison(expected: string): (text: string) => boolean {
  const key = randomBytes(32)
  const digest = (text: string) => createHmac('sha256', key).update(text).digest()
  const wanted = digest(expected)
  return (text) => timingSafeEqual(digest(text), wanted)
}

/**
 * A mark of a password that sessions carry, so that they end when it changes, also over a restart. Slow to make, for it
 * stands in the database.
 */
export function toPasswordMark(password: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(password, 'tuneboard sessions', 24, { N: 2 ** 14, r: 8, p: 1 }, (error, key) =>
      error ? reject(error) : resolve(key.toString('base64url')),
    )
  })
}
