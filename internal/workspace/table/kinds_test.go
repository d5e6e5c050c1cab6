package table

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast"
)

// TestKindsAddUp: the rows of one time and queue add up; a kind without a row is zero there;
// handle times weigh by replies.
func TestKindsAddUp(t *testing.T) {
	kinds := map[KindOf]int{}
	s := mustRead(t, `timestamp,queue,kind,volume,handled,flushed,aht,replies
2026-11-02 09:00,care,complaint,4,3,1,300,6
2026-11-02 09:00,care,question,6,5,1,100,6
2026-11-02 09:00,care,,2,1,1,,1
2026-11-02 10:00,care,question,3,3,0,120,3
2026-11-02 12:00,care,complaint,,,,,
2026-11-02 09:00,shop,,1,1,0,60,1
2026-11-02 10:00,shop,,1,1,0,60,1
`, HistoryOptions{Kinds: kinds})
	require.Len(t, s, 2)
	care, shop := s[0], s[1]
	assert.Equal(t, []float64{12, 3}, care.Volume[:2])
	assert.True(t, math.IsNaN(care.Volume[2]) && math.IsNaN(care.Volume[3]), "no row, and a row without volume")
	assert.Equal(t, []float64{9, 3}, care.Handled[:2])
	assert.Equal(t, []float64{200, 120}, care.AHT[:2])
	assert.Equal(t, []float64{13, 3}, care.Replies[:2])
	require.Len(t, care.Kinds, 3)
	var names []forecast.Kind
	for _, k := range care.Kinds {
		names = append(names, k.Kind)
	}
	assert.Equal(t, []forecast.Kind{"", "complaint", "question"}, names)
	assert.Equal(t, []float64{4, 0}, care.Kinds[1].Volume[:2])
	assert.Equal(t, []float64{6, 3}, care.Kinds[2].Volume[:2])
	assert.True(t, math.IsNaN(care.Kinds[2].Volume[2]))
	assert.Nil(t, shop.Kinds, "nothing is told apart")
	assert.Equal(t, map[KindOf]int{{"care", "complaint"}: 2, {"care", "question"}: 3}, kinds)
}

// TestKindsAcrossAutumn: the hour that clocks show twice is told apart in every kind.
func TestKindsAcrossAutumn(t *testing.T) {
	s := mustRead(t, `timestamp,kind,volume
2026-10-25 01:00,a,4
2026-10-25 02:00,a,10
2026-10-25 02:00,a,6
2026-10-25 02:00,b,8
2026-10-25 03:00,b,1
`, HistoryOptions{Zone: rome})[0]
	assert.Equal(t, []float64{4, 14, 10, 1}, s.Volume)
	assert.Equal(t, []float64{0, 4, 4, 1}, s.Kinds[1].Volume)
}

func TestKindsFaults(t *testing.T) {
	read := func(rows string) error {
		_, err := ReadHistory("h.csv", strings.NewReader("timestamp,queue,kind,volume\n"+rows), HistoryOptions{})
		return err
	}
	assert.ErrorContains(t, read("2026-11-02 09:00,a,x,1\n2026-11-02 09:00,a,x,2\n2026-11-02 10:00,a,x,2\n"), "h.csv:3: \"2026-11-02 09:00\": queue a, kind x has this time on line 2 too")
	assert.ErrorContains(t, read("2026-11-02 09:00,a,two words,1\n2026-11-02 10:00,a,x,2\n"), "h.csv:2:20: \"two words\": expected a kind of message")
	totals := ""
	for _, hour := range []string{"09", "10", "11", "12", "13"} {
		at := "2026-11-02 " + hour + ":00,a,"
		totals += at + ",3\n" + at + "x,1\n" + at + "y,2\n"
	}
	assert.ErrorContains(t, read(totals), "h.csv:2: queue a: wherever it stands beside others, the row without a kind holds the sum of the kinds")
	assert.NoError(t, read(totals+"2026-11-02 14:00,a,,1\n2026-11-02 14:00,a,x,2\n"), "once they differ, they are not totals")
}
