# One image for every part of Orion; docker-compose.yml says which part a container is.
FROM node:20-bookworm-slim AS build
WORKDIR /orion
COPY package.json package-lock.json ./
COPY common/package.json common/
COPY subgraphs/scout/package.json subgraphs/scout/
COPY subgraphs/director/package.json subgraphs/director/
COPY subgraphs/media/package.json subgraphs/media/
COPY subgraphs/editor/package.json subgraphs/editor/
COPY subgraphs/pulse/package.json subgraphs/pulse/
COPY subgraphs/publisher/package.json subgraphs/publisher/
COPY subgraphs/identity/package.json subgraphs/identity/
COPY supergraph/package.json supergraph/
COPY dashboard/package.json dashboard/
COPY cli/package.json cli/
COPY scripts/bootstrap.mjs scripts/
RUN node scripts/bootstrap.mjs install
COPY . .
RUN node scripts/bootstrap.mjs build && node --import tsx scripts/image.ts /image

FROM node:20-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg festival festvox-us-slt-hts espeak-ng \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /orion
COPY --from=build --chown=node:node /image /orion
RUN mkdir -p /files /work-folder && chown node:node /files /work-folder
USER node
ENV NODE_ENV=production HOST=0.0.0.0 FILES_ROOT=/files EDITOR_WORK_FOLDER=/work-folder
CMD ["node", "--enable-source-maps", "supergraph/dist/main.js"]
