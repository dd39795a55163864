// @ts-nocheck the provider has no types of its own
// A real OpenID provider as a process of its own: everybody who comes is signed in as `?as=` said last.
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const PEOPLE = {
  ana: { sub: 'ana', email: 'ana@team.example', email_verified: true, groups: ['readers'] },
  eve: { sub: 'eve', email: 'eve@elsewhere.example', email_verified: true, groups: [] },
  una: { sub: 'una', email: 'una@team.example', email_verified: false, groups: [] },
}
let current = 'ana'

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'board',
        client_secret: 'a-secret-of-the-client',
        redirect_uris: ['https://board.example/sign-in/callback'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => Reflect.get(PEOPLE, id) ?? { sub: id },
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      })
      grant.addOIDCScope('openid email profile groups')
      await grant.save()
      return grant
    },
  })
  const callback = provider.callback()
  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/as') {
      current = url.searchParams.get('who') ?? current
      response.end()
    } else if (url.pathname.startsWith('/interaction/'))
      void provider.interactionFinished(request, response, { login: { accountId: current } })
    else void callback(request, response)
  })
  console.log(`listening at ${issuer}`)
})
process.stdin.on('end', () => process.exit()).resume()
