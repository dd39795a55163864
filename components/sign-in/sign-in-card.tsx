import type { ReactNode } from 'react'
import { Mark } from '@/components/ui/icons'
import type { Translate } from '@/lib/messages/translator'
import { type Problem, ProblemNote } from './problem-note'

/** The way in: a password, a provider, both, or the advice to come through the proxy that knows people. */
export function SignInCard({
  to,
  hasPassword,
  hasProvider,
  problem,
  t,
}: {
  /** The page to lead to. */
  to: string
  hasPassword: boolean
  hasProvider: boolean
  problem: Problem | null
  t: Translate
}): ReactNode {
  const isWrong = problem?.kind === 'wrong' || problem?.kind === 'wait'
  return (
    <section className="mx-auto mt-16 max-w-90 rounded-[12px] border border-line p-8 phone:mt-4 phone:border-transparent phone:px-0">
      <div className="[&>svg]:size-9">
        <Mark />
      </div>
      <h1 className="mt-5 text-title font-semibold">{t('signIn.title')}</h1>
      <p className="mt-1 text-ink2">{t(hasPassword || hasProvider ? 'signIn.note' : 'signIn.elsewhere')}</p>
      {problem && <ProblemNote problem={problem} t={t} />}
      {hasProvider && (
        // A target keeps scripts from following this link on their own: it leads away from the board.
        <a
          href={`${process.env.BASE_PATH}/sign-in?${new URLSearchParams({ with: 'oidc', ...(to === '/' ? {} : { to }) })}`}
          target="_self"
          className={`mt-5 w-full ${hasPassword ? 'control' : 'primary control'}`}
        >
          <span aria-hidden="true" className="icon icon-key-round size-4" />
          {t('signIn.withProvider')}
        </a>
      )}
      {hasPassword && hasProvider && (
        <p className="mt-5 flex items-center gap-3 text-ink3 before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
          {t('signIn.or')}
        </p>
      )}
      {hasPassword && (
        <form method="post" action={`${process.env.BASE_PATH}/sign-in`} className="mt-5 grid gap-2">
          {to !== '/' && <input type="hidden" name="to" value={to} />}
          {/* For password managers, which keep nothing without a name. */}
          <input
            type="text"
            name="username"
            autoComplete="username"
            defaultValue="tuneboard"
            hidden
            readOnly
          />
          <label htmlFor="password" className="font-medium">
            {t('signIn.password')}
          </label>
          <input
            id="password"
            type="password"
            name="password"
            required
            // biome-ignore lint/a11y/noAutofocus: the one field of a page that is there for it
            autoFocus
            autoComplete="current-password"
            {...(isWrong ? { 'aria-invalid': true, 'aria-describedby': 'problem' } : {})}
            className="field"
          />
          <button type="submit" className="primary control mt-2 w-full">
            {t('signIn.submit')}
          </button>
        </form>
      )}
    </section>
  )
}
