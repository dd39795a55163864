import { SignInCard } from '@/components/sign-in/sign-in-card'
import { toReturnPath } from '@/lib/server/auth/return-path'
import { getAuth, getPublicServices } from '@/lib/server/board'
import { getRequestContext } from '@/lib/server/front-door/request-context'

export function generateMetadata() {
  return { title: getPublicServices().reader.t('signIn.title') }
}

/** The way in. The front door takes the form, and has this page say why it led nowhere. */
export default function SignInPage() {
  const { target, signInProblem } = getRequestContext()
  const { hasPassword, oidc } = getAuth()
  return (
    <SignInCard
      to={toReturnPath(new URLSearchParams(target.split('?')[1]).get('to'))}
      hasPassword={hasPassword}
      hasProvider={oidc !== null}
      problem={signInProblem}
      t={getPublicServices().reader.t}
    />
  )
}
