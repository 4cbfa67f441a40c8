# Build and run: docker compose up --build   (compose.yaml says which variables it needs)
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
COPY . .
RUN node start.mjs --build \
    # the links of the bundled PostgreSQL, because the running user may not write here
 && node -e "import('./server/platform/embedded-binaries.ts').then((binaries) => binaries.findBinaries())" \
    # the image has its own Node
 && rm -rf node_modules/node-linux-* node_modules/.cache

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=build /app /app
RUN install -d -o node -g node /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --start-interval=2s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/ready`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
# without DATABASE_URL it brings its own database in /data
# as bin/handover.mjs starts it
ENV MALLOC_ARENA_MAX=2
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=30", "server/main.ts"]
