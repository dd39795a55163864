import 'server-only'
import type { Answered, Keeper } from './keeper'

/** Whether the account that answers is the one in the mirror. An empty mirror takes any. */
export type AccountCheck = {
  /** `false` while it is not known, or known not to be. */
  isSame(): boolean
  isForeign(): boolean
  /** Whether a foreign account would be told by its jobs: the mirror was whole once. */
  isGuarded(): boolean
  /** From now on lists must share a job with the mirror. */
  guard(): void
  /** As `guard`, and whether it is the same account is open: the jobs come from an earlier life. */
  doubt(): void
  setSame(): void
  setForeign(): void
}

/** Makes the check of one mirror. */
export function createAccountCheck(): AccountCheck {
  let verdict: 'same' | 'open' | 'foreign' = 'same'
  let guarded = false
  return {
    isSame: () => verdict === 'same',
    isForeign: () => verdict === 'foreign',
    isGuarded: () => guarded,
    guard() {
      guarded = true
    },
    doubt() {
      guarded = true
      verdict = 'open'
    },
    setSame() {
      verdict = 'same'
    },
    setForeign() {
      verdict = 'foreign'
    },
  }
}

export type Admission = {
  /** Takes the jobs of one page of the list; says whether one of them was known. */
  take(answered: Answered): Promise<boolean>
  /** Whether pages came, and none of their jobs was known. */
  isForeign(): boolean
}

/**
 * Lets the pages of one reading in: at once where any of them shares a job with the mirror, and otherwise not before
 * one does. So the jobs of another account never mix with those of this one.
 */
export function createAdmission(keeper: Keeper, account: AccountCheck): Admission {
  let held: Answered[] = []
  let open = !account.isGuarded() || keeper.size() === 0

  return {
    async take(answered) {
      const known = answered.jobs.some((job) => keeper.get(job.job_id) !== undefined)
      if (known) {
        open = true
        account.setSame()
      }
      held.push(answered)
      if (open) {
        for (const page of held) await keeper.add(page, true)
        held = []
      }
      return known
    },
    isForeign: () => held.some((page) => page.jobs.length > 0),
  }
}
