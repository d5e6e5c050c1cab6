package roster_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/schedule"
	"turno/schedule/roster"
)

// Legal agrees with what Build finds, and Relax takes a rule away for one agent alone.
func TestLegalAgreesWithBuild(t *testing.T) {
	in := world{agents: 4, weeks: 1, step: time.Hour, load: 0.5}.input()
	tight := in.Team.Contracts["part"]
	tight.Rules.WeekHoursMin, tight.Rules.WeekDaysMax = 24*time.Hour, 1
	in.Team.Contracts["part"] = tight
	legal, err := roster.Legal(context.Background(), in)
	require.NoError(t, err)
	built, err := roster.Build(context.Background(), in, roster.Options{Effort: 1})
	require.NoError(t, err)
	for i, a := range in.Team.Agents {
		lost := slices.ContainsFunc(built.Findings, func(f schedule.Finding) bool {
			return f.Code == schedule.CodeNoLegalSchedule && f.Agent == a.ID
		})
		assert.Equal(t, !lost, legal[i], a.ID)
		assert.Equal(t, a.Contract != "part", legal[i])
	}

	team, rules := in.Team, tight.Rules
	roster.Relax(schedule.CodeWeekDays, &team, &in.Team.Agents[3], &rules)
	assert.Zero(t, rules.WeekDaysMax)
	assert.Equal(t, 1, in.Team.Contracts["part"].Rules.WeekDaysMax)
	assert.Contains(t, roster.RuleCodes(), schedule.CodeWeekDays)
}
