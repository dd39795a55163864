import { expect, it } from 'vitest'
import { completeSearch } from './complete-search'

const parameters = [
  { name: 'learning_rate', jobs: 9, values: ['1e-5', '2e-5'] },
  { name: 'lora_rank', jobs: 3, values: ['8'] },
]

it.each([
  ['', ['learning_rate=', 'lora_rank=', 'usage=', 'duration=']],
  ['lea', ['learning_rate=']],
  ['tone L', ['tone learning_rate=', 'tone lora_rank=']],
  ['learning_rate', ['learning_rate=']],
  ['learning_rate=', ['learning_rate=1e-5', 'learning_rate=2e-5']],
  ['a learning_rate>2', ['a learning_rate>2e-5']],
  ['lora_rank=8', []],
  ['duration<', ['duration<30m', 'duration<2h']],
  ['nothing=', []],
])('%j goes on with %j', (text, completed) => {
  expect(completeSearch(text, parameters)).toEqual(completed)
})
