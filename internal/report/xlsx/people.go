package xlsx

import (
	"io"

	"turno/internal/report/people"
)

// People writes pages about people as a workbook, a sheet each.
func People(w io.Writer, pages []people.Page, opt Options) (err error) {
	return nil
}
