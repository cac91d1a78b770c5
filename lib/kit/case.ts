/** `containerTitle` → `container_title`: how TypeScript's names are written on the wire and in SQL. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
