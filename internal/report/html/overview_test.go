package html_test

import (
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/calendar"
	"turno/schedule"
)

// The contract that the page judges by is the check's: who is away is not below it, and an
// absence is taken off what it asks for.
func TestPeopleAgainstTheContract(t *testing.T) {
	p := world(1, 1, func(int) string { return "Anna" })
	start := p.Input.Period.Start
	p.Input.Team.Absences = []schedule.Absence{{Agent: "a000", Kind: "leave", Paid: true, From: start, To: start.AddDate(0, 0, 7)}}
	p.Roster.Roster.Shifts = nil
	p.Check = p.Input.Check(p.Requirement, p.Roster.Roster, nil)
	s := page(t, p)
	assert.False(t, strings.Contains(s, "below the contract"))
	assert.True(t, strings.Contains(s, "up to 40.0"))

	p.Input.Team.Absences = nil
	p.Check = p.Input.Check(p.Requirement, p.Roster.Roster, nil)
	assert.True(t, strings.Contains(page(t, p), "below the contract"))
}

// A day's row adds up all queues, and an hour has the colour of the queue furthest below its
// target.
func TestDayByDay(t *testing.T) {
	p := world(6, 1, func(k int) string { return []string{"Anna", "Bea", "Cai"}[k%3] })
	for k := range p.Service.Queues {
		for i := range p.Service.Queues[k].Within {
			p.Service.Queues[k].Within[i] = 1
		}
	}
	noon := 12 * 4 // of the first day: half of what comes to the chat is late
	for i := noon; i < noon+4; i++ {
		p.Service.Queues[0].Within[i] = 0.5
	}
	s := page(t, p)
	days := s[strings.Index(s, `id="days"`):strings.Index(s, `id="service"`)]
	assert.Equal(t, 1, strings.Count(days, `<i class="u3">`)-strings.Count(days, `<i class="u3"></i>further below`), "30 points below")
	assert.Contains(t, days, "chat Bea: 50 % in time")
	assert.Equal(t, 7, strings.Count(days, `<th scope="row">`))
	assert.Contains(t, days, `href="#d2026-10-26"`)
}

// The forecast stands with its range, what came a week before and what acts in the period.
func TestForecast(t *testing.T) {
	p := world(2, 1, func(int) string { return "x" })
	g := calendar.Grid{Start: p.Input.Period.Start, Step: time.Hour, N: 168}
	v := forecast.Volume{Queue: p.Input.Queues[0].Name, Grid: g, Levels: []float64{.1, .5, .9}, Quantiles: make([][]float64, 3)}
	for i := range g.N {
		m := 10 + 5*math.Sin(float64(i))
		v.Mean = append(v.Mean, m)
		for k, by := range []float64{.5, 1, 2} {
			v.Quantiles[k] = append(v.Quantiles[k], by*m)
		}
	}
	p.Forecast = auto.Result{Volumes: []forecast.Volume{v}, Notes: []forecast.Note{
		{Code: forecast.NoteCampaign, Queue: v.Queue, Name: "<b>Sale", Value: 2, Span: calendar.Window{From: g.At(24), To: g.At(48)}},
		{Code: forecast.NoteCampaign, Queue: v.Queue, Name: "next month", Value: 2, Span: calendar.Window{From: g.At(999), To: g.At(1048)}},
	}}
	s := page(t, p)
	section := s[strings.Index(s, `id="forecast"`):strings.Index(s, `id="coverage"`)]
	assert.Contains(t, section, `<rect class="campaign" x="24" y="0" width="24" height="100"/>`)
	assert.Contains(t, section, "&lt;b&gt;Sale")
	assert.NotContains(t, section, "next month")
	assert.NotContains(t, section, "came the week before", "no history")
	assert.Regexp(t, regexp.MustCompile(`class="band" d="M0.5 [0-9.]+L1.5 `), section)
	assert.Equal(t, 7, strings.Count(section, `<th scope="row">`), "the days in a table, too")

	h := calendar.Grid{Start: g.Start.AddDate(0, 0, -7), Step: time.Hour, N: 169} // the clocks went back
	p.Input.History = []forecast.Series{{Queue: v.Queue, Grid: h, Volume: append(v.Mean, 5)}}
	assert.True(t, strings.Contains(page(t, p), "came the week before"))
}
