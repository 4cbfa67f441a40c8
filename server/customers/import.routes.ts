import type { FastifyInstance } from 'fastify'
import { idCursor } from '../platform/cursor.ts'
import { serve, serveAfter } from '../platform/http.ts'
import { exportCsv, exportWorkbook } from './exporting.ts'
import { cancelImportAs, checkImportAs, readUpload, receiveImportAs, runImportAs, uploadOf } from './importing.ts'
import * as contract from './imports.contract.ts'
import { importById, importRows, imports, refusedAsCsv } from './imports.queries.ts'

export function importRoutes(app: FastifyInstance) {
  serveAfter(
    app,
    contract.receiveImport,
    async ({ request, body }) => {
      const upload = await app.inTransaction(request, contract.receiveImport, (ctx) => uploadOf(ctx, body.fileId))
      return readUpload(app.desk.config.dataDir, upload)
    },
    async (ctx, { prepared }) => importById(ctx, await receiveImportAs(ctx, prepared)),
  )
  serve(app, contract.listImports, (ctx, { query }) => imports(ctx, query.limit ?? 50, idCursor(query.cursor)))
  serve(app, contract.getImport, (ctx, { params }) => importById(ctx, params.id))
  serve(app, contract.checkImport, async (ctx, { params, body }) => {
    await checkImportAs(ctx, params.id, body)
    return importById(ctx, params.id)
  })
  serve(app, contract.runImport, async (ctx, { params }) => {
    await runImportAs(ctx, params.id)
    return importById(ctx, params.id)
  })
  serve(app, contract.cancelImport, async (ctx, { params }) => {
    await cancelImportAs(ctx, params.id)
    return importById(ctx, params.id)
  })
  serve(app, contract.listImportRows, (ctx, { params, query }) => importRows(ctx, params.id, query))
  tableRoutes(app)
}

/** What is answered as a file rather than as JSON. */
function tableRoutes(app: FastifyInstance) {
  const { refusedRows, exportCustomers } = contract
  app.endpoints.push(refusedRows, exportCustomers)
  app.get(refusedRows.path, { schema: { params: refusedRows.params } }, async (request, reply) => {
    const { id } = request.params as { id: number }
    const csv = await app.inTransaction(request, refusedRows, (ctx) => refusedAsCsv(ctx, id))
    return reply
      .header('content-disposition', attachment(`importacion-${id}-rechazadas.csv`))
      .type(TYPE.csv)
      .send(csv)
  })
  app.get(exportCustomers.path, { schema: { querystring: exportCustomers.query } }, async (request, reply) => {
    const { format = 'csv', ...asked } = request.query as { format?: 'csv' | 'xlsx'; q?: string }
    const read = <T>(work: Parameters<typeof app.inTransaction<T>>[2]) =>
      app.inTransaction(request, exportCustomers, work)
    await read(async () => {})
    const rows = format === 'csv' ? await exportCsv(read, asked) : await exportWorkbook(read, asked)
    return reply
      .header('content-disposition', attachment(`clientes.${format}`))
      .type(TYPE[format])
      .send(rows)
  })
}

const TYPE = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
const attachment = (name: string) => `attachment; filename="${name}"`
