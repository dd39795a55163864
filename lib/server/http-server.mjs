// @ts-check
import { createServer } from 'node:http'

/** @returns {import('node:http').Server} with the limits in time and size that every connection has */
export function createHttpServer() {
  const server = createServer({
    maxHeaderSize: 32_768,
    // The front door says so itself, with the headers that every answer carries.
    requireHostHeader: false,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 2_000,
    // Longer than a proxy in front keeps an idle connection, so that it never sends into one that just closed.
    keepAliveTimeout: 75_000,
  })
  // Who neither sends nor takes anything for so long is gone.
  server.setTimeout(120_000)
  return server
}

/**
 * Has the front door take whatever comes in.
 * @param {import('node:http').Server} server
 * @param {import('./board').FrontDoor} frontDoor
 * @param {Parameters<import('./board').FrontDoor['take']>[2]} next
 */
export function openTo(server, frontDoor, next) {
  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  const take = (request, response) => void frontDoor.take(request, response, next)
  server.on('request', take)
  server.on('checkExpectation', take)
  server.on('clientError', (error, socket) => frontDoor.refuseSocket(socket, error))
  server.on('connect', (_request, socket) => frontDoor.refuseTunnel(socket))
}
