FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN ["npm", "ci", "--no-audit", "--no-fund"]
COPY . .
RUN ["node", "lib/server/pack.mjs", "/board"]
RUN ["mkdir", "/data"]

FROM node:24-bookworm-slim
WORKDIR /board
# Owned by root: the board reads its files and writes to /data alone (and to /tmp under BASE_PATH).
COPY --from=build /board ./
COPY --from=build --chown=1000:1000 /data /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=file:/data/tuneboard.db
USER 1000:1000
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "lib/server/health.mjs"]
CMD ["node", "server.mjs"]
