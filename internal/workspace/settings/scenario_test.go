package settings_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/internal/workspace/settings"
	"turno/plan"
	"turno/plan/scenario"
	"turno/schedule"
	"turno/skills"
)

// Changes come in the order of the format, whatever that of the file.
func TestScenariosOfAFile(t *testing.T) {
	s, err := settings.Decode("turno.yaml", []byte(`
zone: Europe/Rome
queues:
  posts: {channel: social}
  chat: {channel: chat, work: {aht: 5m}}
shifts: {day: {start: 09:00, length: 8h}}
contracts: {full: {week_hours: 40h}}
late_contact_cost: 4.50
auto_reply_deflects: 30%
scenarios:
  same:
  many:
    about: all at once
    mode: held
    dedicate: [[posts], [chat]]
    wages: {wage: -5%}
    team: [{contract: full, add: 2}, {leave: ada}]
    targets: {queue: chat, share: 90%, within: 30s}
    work: {queues: posts, flush: 70%, aht: x0.9}
    template: {name: crisis, uplift: 3}
`))
	require.NoError(t, err)
	assert.Equal(t, "4.5", s.Late.String())
	assert.InDelta(t, 0.3, s.Deflects, 1e-12)
	require.Len(t, s.Scenarios, 2)
	assert.Empty(t, s.Scenarios[0].Changes)
	many := s.Scenarios[1]
	assert.Equal(t, scenario.Held, many.Mode)
	assert.Equal(t, []settings.Mention{{Agent: "ada", Line: 17, Column: 46}}, many.Mentions)
	require.Len(t, many.Changes, 8)
	assert.Equal(t, scenario.Crisis, many.Changes[0].(scenario.FromTemplate).Template)
	assert.Equal(t, scenario.SetWork{Queues: []string{"posts"}, Field: scenario.FieldAHT, Amount: scenario.Times(0.9)}, many.Changes[1])
	assert.Equal(t, scenario.SetWork{Queues: []string{"posts"}, Field: scenario.FieldFlush, Amount: scenario.To(0.7)}, many.Changes[2])
	assert.Equal(t, schedule.Elapsed, many.Changes[3].(scenario.SetTarget).Target.Clock, "as of chat")
	assert.Equal(t, scenario.Hire{Contract: "full", N: 2}, many.Changes[4])
	assert.Equal(t, "0.95", many.Changes[6].(scenario.SetWage).Times.String())
	assert.Equal(t, scenario.Dedicate{Groups: [][]string{{"posts"}, {"chat"}}}, many.Changes[7])
}

func flagInput() plan.Input {
	return plan.Input{
		Calendar: calendar.Plain(time.UTC), Period: calendar.Grid{Start: time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC), Step: time.Hour, N: 168},
		Queues: []schedule.Queue{{Name: "posts", Channel: skills.Social, Hours: calendar.Always()}, {Name: "chat", Channel: skills.Chat, Hours: calendar.Always()}},
		Team:   schedule.Team{Contracts: map[string]schedule.Contract{"full": {}}, Agents: []schedule.Agent{{ID: "ada", Contract: "full"}}},
	}
}

func TestScenarioOfFlags(t *testing.T) {
	s, err := settings.ScenarioFlags{
		Campaigns: []string{"queue=posts,kind=post,start=2026-11-13T18:00,uplift=4,half-life=3h"},
		Sets:      []string{"volume.chat=1.2", "wage=+3%", "agents.full=-1", "target.posts=80%/1h", "hours.posts=09:00-21:00", "shrinkage=12%", "holiday=2026-11-12"},
	}.Scenario(flagInput())
	require.NoError(t, err)
	c := s.Changes[0].(scenario.AddCampaign)
	assert.Equal(t, "post x4 on posts", c.Name)
	assert.Equal(t, 3*time.Hour, c.HalfLife)
	assert.Equal(t, scenario.Scale{Queues: []string{"chat"}, Times: 1.2}, s.Changes[1])
	assert.Equal(t, scenario.Leave{Contract: "full", N: 1}, s.Changes[3])
	assert.Len(t, s.Changes, 8)
}

func FuzzScenarioFlags(f *testing.F) {
	f.Add("queue=posts,start=2026-11-13,uplift=4", "volume.posts=2")
	f.Add("a=b,=,,", "target.posts=80%/")
	f.Add("queue=posts,queue=chat,name=,half-life=-1h", "agents.full=+99999999999")
	f.Fuzz(func(t *testing.T, campaign, set string) {
		s, err := settings.ScenarioFlags{Campaigns: []string{campaign}, Sets: []string{set}}.Scenario(flagInput())
		if err == nil {
			assert.Len(t, s.Changes, 2)
		}
	})
}
