'use client'

import type { ReactNode } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import errors from '@/lib/messages/errors.en.json'
import { createTranslator } from '@/lib/messages/translator'
import { toErrorWords } from './error-words'
import type { Failure } from './failure'

/** {@link FailureWords} with the catalogue of errors; a default export, for it is loaded when needed. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default
export default function CataloguedWords({ failure }: { failure: Failure }): ReactNode {
  const { locale } = useSurroundings().reader
  const words = toErrorWords(failure.code, createTranslator(errors, locale))
  return words ? `${words.meaning} ${words.action}` : failure.message
}
