package simulate

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/schedule"
	"turno/skills"
)

// TestDoubtWidens: work that is not known for sure makes weeks differ, so that the service
// is known less well; in the mean there is as much of it.
func TestDoubtWidens(t *testing.T) {
	run := func(doubt float64) Service {
		s := newSetting(24, time.Hour)
		s.queue(schedule.Queue{Name: "v", Channel: skills.Voice, Targets: within(0.8, 20*time.Second)}, 100, work(180))
		s.agents(7, "v")
		if doubt > 0 {
			s.in.Profiles[0].Spread = slices.Repeat([]float64{doubt}, s.in.Grid.N)
		}
		return s.run(t, 80, 4).Queues[0]
	}
	sure, doubted := run(0), run(0.2)
	assert.InDelta(t, sure.Offered.Mean, doubted.Offered.Mean, 1e-9, "as many contacts come")
	wide := func(e Estimate) float64 { return e.High - e.Low }
	assert.Greater(t, wide(doubted.Reached[0][0]), 1.3*wide(sure.Reached[0][0]))
	assert.Less(t, doubted.Reached[0][0].Mean, sure.Reached[0][0].Mean, "heavy weeks lose more than light ones win")
}
