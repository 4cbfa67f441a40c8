/**
 * Stands where the contracts expect the schema library. The console needs their methods and paths, and their types while it is
 * compiled; what a body must look like is checked by the server. Whatever is asked of it, it answers with itself.
 */
const nothing: () => unknown = new Proxy(() => nothing, { get: () => nothing })

export default nothing
