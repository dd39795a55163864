import { hasSession, toAccountWords } from '@/components/layout/account-menu'
import { SignOutCard } from '@/components/sign-in/sign-out-card'
import { requireViewer } from '@/lib/server/auth/require-viewer'
import { getPublicServices } from '@/lib/server/board'

export function generateMetadata() {
  return { title: getPublicServices().reader.t('account.signOut') }
}

/** The way out, as a page of its own; the front door takes the form. */
export default function SignOutPage() {
  const viewer = requireViewer()
  const { t } = getPublicServices().reader
  return <SignOutCard words={toAccountWords(viewer, t)} canEnd={hasSession(viewer)} t={t} />
}
