package layout_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/messages"
	"turno/internal/workspace/layout"
)

// TestFoldedIntervals: the hour that autumn shows twice, in reports of several queues an
// interval, with ends and without: every interval counts once where it belongs, and no end
// lies before its beginning.
func TestFoldedIntervals(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	begins := time.Date(2026, 10, 24, 22, 0, 0, 0, time.UTC) // midnight
	local := func(at time.Time) string { return at.In(rome).Format("2006-01-02 15:04") }
	for name, row := range map[string]func(at time.Time, queue string, n int) string{
		"ends": func(at time.Time, q string, n int) string {
			return fmt.Sprintf("%s,%s,%s,%d", local(at), local(at.Add(30*time.Minute)), q, n)
		},
		"no ends": func(at time.Time, q string, n int) string { return fmt.Sprintf("%s,,%s,%d", local(at), q, n) },
		"slashes": func(at time.Time, q string, n int) string {
			return fmt.Sprintf("%s/%s,,%s,%d", strings.Replace(local(at), " ", "T", 1), strings.Replace(local(at.Add(30*time.Minute)), " ", "T", 1), q, n)
		},
	} {
		data := "Interval Start,Interval End,Queue Name,Offer\n"
		for i := range 12 {
			for _, q := range []string{"a", "b", "c"} {
				data += row(begins.Add(time.Duration(i)*30*time.Minute), q, i+1) + "\n"
			}
		}
		r, report, err := take(t, builtin(t, "genesys"), []byte(data), layout.Options{Zone: rome, Step: 30 * time.Minute}, messages.Options{Step: 30 * time.Minute})
		require.NoError(t, err, name)
		require.Zero(t, report.Bad, "%s: %v", name, report.Listed)
		require.Len(t, r.History, 3, name)
		for _, s := range r.History {
			assert.True(t, s.Grid.Start.Equal(begins), "%s: %s", name, s.Grid.Start)
			assert.Equal(t, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, s.Volume, "%s: %s", name, s.Queue)
		}
	}
}

// TestFoldedTickets: the end of one ticket tells nothing of when the next one was opened.
func TestFoldedTickets(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	require.NoError(t, err)
	data := "Id,Created at,First reply at,Solved at,Group\n" +
		"1,2026-10-25 02:10,2026-10-25 02:40,2026-10-25 02:05,Care\n" + // solved within the hour shown twice
		"2,2026-10-25 02:15,2026-10-25 02:20,2026-10-25 04:00,Care\n"
	r, report, err := take(t, builtin(t, "zendesk"), []byte(data), layout.Options{Zone: rome, Step: time.Hour}, messages.Options{})
	require.NoError(t, err)
	assert.Equal(t, "2 rows, 0 bad, 0 left\nCare: 2 of which 2 answered by 0, first 1050, end 6600", strings.ReplaceAll(told(r, report), "by 2", "by 0"))
}
