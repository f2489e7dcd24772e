/** The first row of a table of numbers: what its columns are. */
export function ColumnHeads({ heads }: { readonly heads: readonly string[] }) {
  return (
    <tr className="text-left text-xs text-mute">
      {heads.map((head) => (
        <th key={head} scope="col" className="py-1 pr-4 font-normal">
          {head}
        </th>
      ))}
    </tr>
  );
}
