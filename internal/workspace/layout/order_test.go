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

// halfHours is a Genesys report of some days, its times in a format.
func halfHours(from time.Time, days int, format string) []byte {
	var b strings.Builder
	b.WriteString("Interval Start,Interval End,Queue Name,Offer\n")
	for i := range 48 * days {
		at := from.Add(time.Duration(i) * 30 * time.Minute)
		fmt.Fprintf(&b, "%s,%s,care,%d\n", at.Format(format), at.Add(30*time.Minute).Format(format), i%7)
	}
	return []byte(b.String())
}

// TestOrderOfDates: reports of American users, and of others by a layout for Americans, are
// read as their rows alone make sense, and it is said; what can be read both ways is as the
// layout says.
func TestOrderOfDates(t *testing.T) {
	november, october := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 10, 19, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		layout, format     string
		from               time.Time
		days               int
		turned, monthFirst bool
	}{
		"American, a month's end":       {"genesys", "1/2/06 3:04 PM", october, 3, true, true},
		"American, a month's beginning": {"genesys", "1/2/06 3:04 PM", november, 4, true, true},
		"European":                      {"genesys", "02/01/2006 15:04", november, 4, false, false},
		"European, month's end":         {"genesys", "02/01/2006 15:04", october, 4, false, false},
		"European by Connect":           {"connect", "02/01/2006 15:04", october, 3, true, false},
		"ISO":                           {"genesys", "2006-01-02 15:04", november, 4, false, false},
	} {
		data := halfHours(c.from, c.days, c.format)
		if c.layout == "connect" {
			data = []byte(strings.Replace(string(data), "Interval Start,Interval End,Queue Name,Offer", "Start interval,End interval,Queue,Contacts queued", 1))
		}
		r, report, err := take(t, builtin(t, c.layout), data, layout.Options{Step: 30 * time.Minute}, messages.Options{Step: 30 * time.Minute})
		require.NoError(t, err, name)
		require.Zero(t, report.Bad, "%s: %v", name, report.Listed)
		assert.Equal(t, []bool{c.turned, c.monthFirst}, []bool{report.Turned, report.MonthFirst}, name)
		require.Len(t, r.History, 1, name)
		assert.True(t, r.History[0].Grid.Start.Equal(c.from), "%s: %s", name, r.History[0].Grid.Start)
		assert.Equal(t, 48*c.days, r.History[0].Grid.N, name)
	}
	_, report, err := take(t, builtin(t, "genesys"), halfHours(november, 1, "1/2/06 3:04 PM"), layout.Options{Step: 30 * time.Minute}, messages.Options{Step: 30 * time.Minute})
	require.NoError(t, err)
	assert.False(t, report.Turned, "one day tells nothing")
}

// TestOrderOfDatesWithErrors: a few dates that are none turn no file.
func TestOrderOfDatesWithErrors(t *testing.T) {
	data := string(halfHours(time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC), 3, "02/01/2006 15:04"))
	data += "11/30/2026 10:00,,care,3\n"
	_, report, err := take(t, builtin(t, "genesys"), []byte(data), layout.Options{Step: 30 * time.Minute}, messages.Options{Step: 30 * time.Minute})
	require.NoError(t, err)
	assert.Equal(t, int64(1), report.Bad)
	assert.False(t, report.Turned)
}

// TestOrderOfFewDates: three tickets, a month apart on one day, are no proof.
func TestOrderOfFewDates(t *testing.T) {
	data := "id,at,inbound\n1,06/01/2026 09:00,yes\n2,06/02/2026 09:00,yes\n3,06/03/2026 09:00,yes\n"
	_, report, err := take(t, builtin(t, "messages"), []byte(data), layout.Options{}, messages.Options{})
	require.NoError(t, err)
	assert.False(t, report.Turned)
}
