import { PageHead } from '@/components/layout/page-head'
import { SignInCard } from '@/components/sign-in/sign-in-card'
import { toReturnPath } from '@/lib/server/auth/return-path'
import { getAuth, getPublicServices } from '@/lib/server/board'
import { getRequestContext } from '@/lib/server/front-door/request-context'

/** The way in. The front door takes the form, and has this page say why it led nowhere. */
export default function SignInPage() {
  const { target, signInProblem } = getRequestContext()
  const { hasPassword, oidc } = getAuth()
  const { t } = getPublicServices().reader
  return (
    <>
      <PageHead title={t('signIn.title')} />
      <SignInCard
        to={toReturnPath(new URLSearchParams(target.split('?')[1]).get('to'))}
        hasPassword={hasPassword}
        hasProvider={oidc !== null}
        problem={signInProblem}
        t={t}
      />
    </>
  )
}
