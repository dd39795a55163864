import type { ReactNode } from 'react'
import type { Translate } from '@/lib/messages/translator'

/** Somebody whom the board let in: by what, and under which name. */
export type Account = { readonly via: string; readonly name: string | null }

/** Who is signed in, and the way out where the board itself let him in; a proxy in front has its own. */
export function AccountMenu({ account, t }: { account: Account; t: Translate }): ReactNode {
  const words = toAccountWords(account, t)
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={words}
        title={words}
        className="flex size-8 items-center justify-center rounded-control hover:bg-hover phone:size-11"
      >
        <span aria-hidden="true" className="icon icon-circle-user-round size-4" />
      </button>
      <form
        id="account-menu"
        popover="auto"
        method="post"
        action={`${process.env.BASE_PATH}/sign-out`}
        className="floating below-end m-0 max-w-72 min-w-44 p-1"
      >
        <p className="px-2.5 py-1.5 text-ink2">{words}</p>
        {hasSession(account) && (
          <button
            type="submit"
            className="flex h-8 w-full items-center gap-2 rounded-[6px] border-t border-line px-2.5 font-medium hover:bg-hover phone:h-11"
          >
            <span aria-hidden="true" className="icon icon-log-out size-4" />
            {t('account.signOut')}
          </button>
        )}
      </form>
    </>
  )
}

/** Whether there is a session that can be ended here. */
export function hasSession({ via }: Account): boolean {
  return via === 'password' || via === 'oidc'
}

/** "Signed in as …". */
export function toAccountWords({ name }: Account, t: Translate): string {
  return name ? t('account.signedInAs', { name }) : t('account.signedIn')
}
