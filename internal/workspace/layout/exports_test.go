package layout_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"turno/forecast/messages"
	"turno/internal/workspace/layout"
)

// export is a file of testdata, made by hand as the documents named in its layout tell.
func export(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	return data
}

// told is what an import counts, in one line to compare: of each queue its name, volume,
// answered, replies or abandoned, and means in seconds.
func told(r messages.Result, report layout.Report) string {
	out := []string{fmt.Sprintf("%d rows, %d bad, %d left", report.Rows, report.Bad, report.Left)}
	for i := range r.Queues {
		q := &r.Queues[i]
		line := fmt.Sprintf("%s: %d of which %d answered by %d", q.Queue, q.Volume, q.Answered, q.Replies)
		if w := q.Waits[messages.FirstReply].Elapsed; w.N() > 0 {
			line += fmt.Sprintf(", first %.0f", w.Mean())
		}
		if w := q.Waits[messages.EndToEnd].Elapsed; w.N() > 0 {
			line += fmt.Sprintf(", end %.0f", w.Mean())
		}
		if aht := q.HandleTime(); q.Abandoned > 0 || aht.N > 0 {
			line += fmt.Sprintf(", %.0f abandoned, aht %.0f", q.Abandoned, aht.Value)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// TestExports: files as the systems write them give the counts that were made into them.
func TestExports(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	for _, x := range []struct{ file, layout, want string }{
		{"zendesk-view.csv", "zendesk", "3 rows, 0 bad, 0 left\nCare email: 1 of which 1 answered by 2, first 1800, end 7200\nCare private: 1 of which 1 answered by 1, first 600, end 1800\nCare public: 1 of which 0 answered by 0"},
		{"zendesk-explore.csv", "zendesk", "3 rows, 0 bad, 1 left\nCare chat: 1 of which 1 answered by 1, first 0, end 600\nCare email: 2 of which 1 answered by 3, first 1800, end 86400"},
		{"zendesk-incremental.json", "zendesk", "4 rows, 2 bad, 0 left\n77 email: 1 of which 1 answered by 2, first 1200, end 7200\n77 private: 1 of which 0 answered by 0"},
		{"genesys-queues.csv", "genesys", "3 rows, 0 bad, 1 left\nBilling voice: 30 of which 24 answered by 0, 6 abandoned, aht 300\nSales voice: 1200 of which 1100 answered by 0, 100 abandoned, aht NaN"},
		{"genesys-history.csv", "genesys", "2 rows, 0 bad, 0 left\nCare chat: 14 of which 7 answered by 0, 0 abandoned, aht 100\nCare voice: 16 of which 10 answered by 0, 0 abandoned, aht 300"},
		{"genesys-api.csv", "genesys", "2 rows, 0 bad, 0 left\nCare voice: 1210 of which 1010 answered by 0, 0 abandoned, aht 181"},
		{"connect.csv", "connect", "2 rows, 0 bad, 0 left\nBasicQueue voice: 20 of which 18 answered by 0, 2 abandoned, aht 272"},
		{"salesforce.csv", "salesforce", "2 rows, 0 bad, 3 left\n email: 1 of which 0 answered by 0\n public: 1 of which 0 answered by 0"},
		{"sprinklr.csv", "sprinklr", "4 rows, 0 bad, 0 left\n@brand private: 1 of which 1 answered by 1, first 300, end 300\n@brand public: 1 of which 1 answered by 1, first 1200, end 1200"},
		{"side-by-side.csv", "intervals", "2 rows, 0 bad, 1 left\nAssistenza voice: 1210 of which 1109 answered by 0, 0 abandoned, aht 200\nVendite voice: 20 of which 18 answered by 0, 0 abandoned, aht 300"},
		{"two-columns.csv", "intervals", "2 rows, 0 bad, 1 left\nЛиния voice: 1210 of which 1109 answered by 0, 0 abandoned, aht 200"},
		{"whatsapp.csv", "messages", "3 rows, 0 bad, 0 left\nbrand private: 1 of which 1 answered by 1, first 240, end 240"},
	} {
		t.Run(x.file, func(t *testing.T) {
			into := messages.Options{Queue: func(h string, s messages.Side) string { return h + " " + s.String() }}
			r, report, err := take(t, builtin(t, x.layout), export(t, x.file), layout.Options{Zone: rome, Step: time.Hour}, into)
			require.NoError(t, err)
			assert.Equal(t, x.want, told(r, report), "%v", report.Listed)
		})
	}
}

// TestCodings: what spreadsheet programs save is read like UTF-8, and said.
func TestCodings(t *testing.T) {
	text := "id;at;inbound;handle\r\n1;02/03/2026 09:00;yes;Città\r\n2;02/03/2026 09:10;yes;Perù\r\n"
	russian := "id;at;inbound;handle\n1;02.03.2026 09:00;yes;Поддержка\n2;02.03.2026 09:10;yes;Продажи\n"
	code := func(s string, err error) []byte { require.NoError(t, err); return []byte(s) }
	for name, data := range map[string][]byte{
		"Windows-1252": code(charmap.Windows1252.NewEncoder().String(text)),
		"Windows-1251": code(charmap.Windows1251.NewEncoder().String(russian)),
		"UTF-16":       code(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)),
		"UTF-16 ":      code(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)),
		"":             []byte("\xef\xbb\xbf" + text),
		" ":            []byte(strings.ReplaceAll(text, "\r\n", "\r")),
	} {
		r, report, err := take(t, builtin(t, "messages"), data, layout.Options{}, messages.Options{})
		require.NoError(t, err, name)
		assert.Equal(t, strings.TrimSpace(name), report.Coding)
		want := []string{"Città", "Perù"}
		if name == "Windows-1251" {
			want = []string{"Поддержка", "Продажи"}
		}
		require.Len(t, r.Queues, 2, name)
		assert.Equal(t, want, []string{r.Queues[0].Queue, r.Queues[1].Queue}, name)
	}
}
