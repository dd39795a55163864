import { pickWeighted, type Random, toUuid } from './random'

export type Failure = {
  readonly code: string
  readonly message: string
  /** How far the job came: its data were refused, it never left the queue, or it broke while training. */
  readonly stage: 'check' | 'queue' | 'training'
}

const FAILURES: readonly (readonly [Failure, number])[] = [
  [
    {
      code: 'InvalidParameter',
      message: "line 17: role 'assistent' is not one of system, user, assistant",
      stage: 'check',
    },
    5,
  ],
  [
    {
      code: 'InvalidParameter',
      message: "line 2048: 'messages' must end with an assistant message",
      stage: 'check',
    },
    3,
  ],
  [{ code: 'InvalidParameter', message: 'Missing training files', stage: 'check' }, 2],
  [{ code: 'InvalidParameter', message: '第 391 行:chosen 与 rejected 内容相同', stage: 'check' }, 2],
  [{ code: 'InternalError', message: 'Internal server error! request id {id}', stage: 'training' }, 4],
  [
    {
      code: 'InternalError',
      message: 'CUDA out of memory at max_length 32768, request id {id}',
      stage: 'training',
    },
    2,
  ],
  [
    {
      code: 'Throttling',
      message: 'Only 20 fine-tune job in running or succeeded allowed per user',
      stage: 'queue',
    },
    3,
  ],
  [
    {
      code: 'Arrearage',
      message: 'Access denied, please make sure your account is in good standing.',
      stage: 'queue',
    },
    2,
  ],
  [{ code: 'ModelUnavailable', message: 'Model is unavailable, please try again later.', stage: 'queue' }, 2],
]

/** Why a job failed, in the words of such services. */
export function toFailure(random: Random): Failure {
  const failure = pickWeighted(random, FAILURES)
  return { ...failure, message: failure.message.replace('{id}', toUuid(random)) }
}
