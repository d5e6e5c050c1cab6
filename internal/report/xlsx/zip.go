package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"slices"
	"sort"
)

// pack writes the workbook. The library lists its parts in the order of a map; sorted, the
// same plan always gives the same bytes.
func (b *book) pack(w io.Writer) error {
	types := b.f.ContentTypes.Defaults
	sort.Slice(types, func(i, j int) bool { return types[i].Extension < types[j].Extension })
	packed, err := b.f.WriteToBuffer()
	if err != nil {
		return err
	}
	in, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		return err
	}
	parts := slices.Clone(in.File)
	slices.SortFunc(parts, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) }) // "[" of the content types, which come first, is before all letters
	out := zip.NewWriter(w)
	for _, p := range parts {
		if err := out.Copy(p); err != nil {
			return err
		}
	}
	return out.Close()
}
