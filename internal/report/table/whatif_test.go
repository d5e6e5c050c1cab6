package table_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/calendar"
	"turno/internal/report/table"
	"turno/internal/report/text"
	"turno/plan"
	"turno/plan/cost"
	"turno/plan/scenario"
)

// what is a base of 89 % with a scenario that differs from it.
func what(hours float64, money string, now, low, high float64, alone *float64) scenario.Comparison {
	exactly := func(x float64) scenario.Estimate { return scenario.Estimate{Mean: x, Low: x, High: x} }
	start := time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC)
	in := plan.Input{Name: "team", Currency: "EUR", Calendar: calendar.Plain(time.UTC), Period: calendar.Grid{Start: start, Step: time.Hour, N: 168}}
	o := scenario.Outcome{Scenario: scenario.Scenario{Name: "it", Mode: scenario.Replanned}, Plan: plan.Plan{Input: in}}
	o.Figures.Service = exactly(now)
	o.Difference.PaidHours = exactly(hours)
	o.Difference.Service = scenario.Estimate{Mean: now - 0.89, Low: low, High: high}
	o.Difference.Cost = cost.Line{Total: decimal.RequireFromString(money)}
	o.Difference.Pay = exactly(o.Difference.Cost.Total.InexactFloat64())
	if alone != nil {
		o.Nothing = &scenario.Standing{Figures: scenario.Figures{Service: exactly(*alone)}}
	}
	base := scenario.Outcome{Plan: plan.Plan{Input: in}, Figures: scenario.Figures{Service: exactly(0.89)}}
	return scenario.Comparison{Base: base, Outcomes: []scenario.Outcome{o}}
}

// The answer never calls more what is less, of hours and of money.
func TestWhatifAnswers(t *testing.T) {
	alone, same := 0.83, 0.89
	for want, c := range map[string]scenario.Comparison{
		"it costs 2.5 more agent-hours and 18.99 EUR; 86 % of the customers hear back in time (89 % before, 83 % without them).":  what(2.5, "18.99", 0.86, -0.05, -0.01, &alone),
		"it costs 37.0 more agent-hours and 509.30 EUR; without them 89 % of the customers hear back in time instead of 93 %.":    what(37, "509.30", 0.93, 0.02, 0.06, &same),
		"it costs 4.5 more agent-hours and 82.09 EUR; 83 % of the customers hear back in time, 89 % before.":                      what(4.5, "82.09", 0.832, -0.09, -0.05, &alone),
		"it takes 2.5 fewer agent-hours but costs 18.99 EUR more; 86 % of the customers hear back in time, 89 % before.":          what(-2.5, "18.99", 0.86, -0.05, -0.01, &alone),
		"it takes 2.5 more agent-hours but costs 18.99 EUR less; 91 % of the customers hear back in time, 89 % before.":           what(2.5, "-18.99", 0.91, 0.01, 0.03, nil),
		"it takes 2.5 fewer agent-hours and 18.99 EUR less; 91 % of the customers hear back in time, 89 % before.":                what(-2.5, "-18.99", 0.91, 0.01, 0.03, nil),
		"it costs 815.40 EUR more for as many agent-hours; as many customers hear back in time as before (89 %), but for chance.": what(0, "815.40", 0.89, -0.01, 0.01, nil),
		"it costs 815.40 EUR less for as many agent-hours; as many customers hear back in time as before (89 %), but for chance.": what(0, "-815.40", 0.89, -0.01, 0.01, nil),
		"it costs nothing more; 91 % of the customers hear back in time, 89 % before, which may be chance.":                       what(0, "0", 0.91, -0.01, 0.07, nil),
		"it costs nothing more; 91 % of the customers hear back in time, 89 % before.":                                            what(0, "0", 0.91, 0.01, 0.03, nil),
	} {
		assert.Contains(t, whatif(t, c), want)
	}
}

// The names of the columns fold where a language has long ones: the tables fit a terminal of
// a hundred columns, whatever the language.
func TestWhatifFitsATerminal(t *testing.T) {
	c := what(-1234.5, "-123456.78", 0.91, 0.01, 0.03, nil)
	c.Outcomes[0].Scenario.Name = "a-second-service-handle"
	c.Outcomes[0].Figures.Volume = scenario.Estimate{Mean: 123456}
	c.Outcomes[0].Difference.PaidHours = scenario.Estimate{Mean: -1234.5, Low: -1334.5, High: -1134.5}
	c.Outcomes[0].Difference.Pay = scenario.Estimate{Mean: -123456.78, Low: -125456.78, High: -121456.78}
	for _, lang := range []string{"en", "it", "ru"} {
		var b bytes.Buffer
		require.NoError(t, table.Whatif(&b, c, table.Options{Words: text.English(time.UTC, 2026).In(lang)}))
		tables, found := strings.Split(b.String(), "\n\n"), 0
		for _, part := range tables {
			if !strings.Contains(part, "───") {
				continue
			}
			for _, line := range strings.Split(part, "\n") {
				if strings.Contains(line, ". ") { // a note below the table
					continue
				}
				found++
				assert.LessOrEqual(t, utf8.RuneCountInString(line), 100, "%s: %s", lang, line)
			}
		}
		assert.Greater(t, found, 8)
	}
}

// What pooling saves is the difference of the two figures beside it.
func TestWhatifPoolingAddsUp(t *testing.T) {
	c := what(0, "1", 0.89, -0.01, 0.01, nil)
	c.Outcomes[0].Pooling = &scenario.Pooling{Base: scenario.Organisation{GrossFTE: 11.26}, Scenario: scenario.Organisation{GrossFTE: 11.94}, Saved: -0.68}
	assert.Contains(t, whatif(t, c), "11.9 full-time agents are needed instead of 11.3: 0.6 more.")
}

func whatif(t *testing.T, c scenario.Comparison) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, table.Whatif(&b, c, table.Options{Words: text.English(time.UTC, 2026)}))
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}
