import { hasSession, toAccountWords } from '@/components/layout/account-menu'
import { PageHead } from '@/components/layout/page-head'
import { SignOutCard } from '@/components/sign-in/sign-out-card'
import { requireViewer } from '@/lib/server/auth/require-viewer'
import { getPublicServices } from '@/lib/server/board'

/** The way out, as a page of its own; the front door takes the form. */
export default function SignOutPage() {
  const viewer = requireViewer()
  const { t } = getPublicServices().reader
  return (
    <>
      <PageHead title={t('account.signOut')} />
      <SignOutCard words={toAccountWords(viewer, t)} canEnd={hasSession(viewer)} t={t} />
    </>
  )
}
