package roster_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/schedule/check"
	"turno/schedule/roster"
)

// A long period keeps every rule across the cuts, and work that waits at a cut is done after
// it rather than lost.
func TestLongPeriodsAreOnePlan(t *testing.T) {
	in := world{agents: 6, weeks: 9, step: time.Hour, load: 0.9}.input()
	r, err := roster.Build(context.Background(), in, roster.Options{Seed: 1, Effort: 2})
	require.NoError(t, err)
	assert.Equal(t, 1.0, r.Done)
	report := check.Run(check.Input{Calendar: in.Calendar, Queues: in.Queues, Team: in.Team, Requirement: in.Requirement, Roster: r.Roster})
	assert.Zero(t, report.Broken(), report.Findings)
	weeks := map[int]bool{}
	for _, s := range r.Roster.Shifts {
		weeks[int(s.Start.Sub(in.Requirement.Grid.Start).Hours()/168)] = true
	}
	assert.Len(t, weeks, 9)
	again, err := roster.Build(context.Background(), in, roster.Options{Seed: 1, Effort: 2})
	require.NoError(t, err)
	assert.Equal(t, r.Roster, again.Roster)
}

func TestLongPeriodsStop(t *testing.T) {
	in := world{agents: 4, weeks: 8, step: time.Hour, load: 0.9}.input()
	r, err := roster.Build(context.Background(), in, roster.Options{Seed: 1, Effort: 100000, Limit: 300 * time.Millisecond})
	require.NoError(t, err)
	assert.True(t, r.Stopped)
	assert.Less(t, r.Done, 1.0)
}
