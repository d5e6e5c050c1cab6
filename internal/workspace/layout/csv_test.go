package layout

import (
	"bufio"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestSplitAsCSV: whatever the rows hold, they are split as encoding/csv splits them.
func TestSplitAsCSV(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`[ab, "\n\r;é]{0,6}`)
		text := "x;y,z\n" + strings.Join(rapid.SliceOfN(cell, 0, 40).Draw(t, "cells"), ",")
		want := csv.NewReader(strings.NewReader(text))
		want.FieldsPerRecord, want.LazyQuotes = -1, true
		rows := &tableRows{text: bufio.NewReaderSize(strings.NewReader(text), 16), comma: ','}
		rows.feed.rows = rows
		rows.csv = csv.NewReader(&rows.feed)
		rows.csv.FieldsPerRecord, rows.csv.LazyQuotes = -1, true
		for {
			cells, err := want.Read()
			got, line, gotErr := rows.row()
			if err != nil {
				require.Equal(t, err, gotErr)
				return
			}
			require.NoError(t, gotErr)
			require.Equal(t, cells, got, "%q", text)
			at, _ := want.FieldPos(0)
			require.Equal(t, at, line, "%q", text)
		}
	})
}
