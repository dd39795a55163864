import type { ReactNode } from 'react'
import type { Translate } from '@/lib/messages/translator'

/** Who is signed in, and the way out; `canEnd` where the session is the board's own. */
export function SignOutCard({
  words,
  canEnd,
  t,
}: {
  words: string
  canEnd: boolean
  t: Translate
}): ReactNode {
  return (
    <section className="mx-auto mt-16 max-w-90 rounded-[12px] border border-line p-8 phone:mt-4 phone:border-transparent phone:px-0">
      <h1 className="text-title font-semibold">{t('account.signOut')}</h1>
      <p className="mt-1 text-ink2">{words}</p>
      {canEnd ? (
        <form method="post" action={`${process.env.BASE_PATH}/sign-out`} className="mt-5">
          <button type="submit" className="primary control w-full">
            {t('account.signOut')}
          </button>
        </form>
      ) : (
        <p className="mt-3 text-ink2">{t('account.elsewhere')}</p>
      )}
      <a href={`${process.env.BASE_PATH}/`} className="control mt-2 w-full">
        {t('states.toJobs')}
      </a>
    </section>
  )
}
