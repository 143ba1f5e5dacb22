/** Where the client is kept in a component's context. */
export const clientKey = /* @__PURE__ */ Symbol('blockstate')
