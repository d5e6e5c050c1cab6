package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
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
	folded := map[string]bool{}
	for id, name := range b.f.GetSheetMap() {
		folded[fmt.Sprintf("xl/worksheets/sheet%d.xml", id)] = b.folded[name]
	}
	for _, p := range parts {
		err := error(nil)
		if folded[p.Name] {
			err = outlined(out, p)
		} else {
			err = out.Copy(p)
		}
		if err != nil {
			return err
		}
	}
	return out.Close()
}

// outlined copies a sheet that has rows or columns to fold: its head must say so for the
// signs to fold them by, and the library has no way to.
func outlined(out *zip.Writer, p *zip.File) error {
	in, err := p.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	content, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	to, err := out.Create(p.Name)
	if err != nil {
		return err
	}
	_, err = to.Write(bytes.Replace(content, []byte("<sheetFormatPr "), []byte(`<sheetFormatPr outlineLevelRow="1" outlineLevelCol="1" `), 1))
	return err
}
