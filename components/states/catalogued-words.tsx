'use client'

import type { ReactNode } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import { createTranslator, type Messages } from '@/lib/messages/translator'
import { toErrorWords } from './error-words'
import type { Failure } from './failure'

/** {@link FailureWords} with a language's catalogue of errors. */
export function CataloguedWords({ failure, errors }: { failure: Failure; errors: Messages }): ReactNode {
  const { locale } = useSurroundings().reader
  const words = toErrorWords(failure.code, createTranslator(errors, locale))
  if (!words) return failure.message
  return /^zh/.test(locale) ? words.meaning + words.action : `${words.meaning} ${words.action}`
}
