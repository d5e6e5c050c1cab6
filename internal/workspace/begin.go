package workspace

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/messages"
	"turno/internal/workspace/fault"
	"turno/internal/workspace/settings"
	"turno/internal/workspace/value"
	"turno/plan"
)

const (
	maxTeam   = 2000
	maxQueues = 200
)

// InitFromHistory makes dir a workspace that plans the queues of a history with a team of
// people that stand in for the real ones. The series must share a step of an hour or less.
// turno.yaml has one public queue for each series, open when the history shows it open,
// with shifts that cover those hours. It fails as Init does, and with a *fault.Error when
// the history cannot be planned for. What turno import measured beside the history goes along,
// nil where nothing was, and turno.yaml leaves to it what it tells.
func InitFromHistory(dir string, series []forecast.Series, cal *calendar.Calendar, team int, measured settings.Measured) error {
	if err := plannable(series, team); err != nil {
		return err
	}
	series = renamed(series)
	b := beginning{measured: measured, cal: cal, team: team, step: interval(series[0].Grid.Step)}
	for _, s := range series {
		b.queues = append(b.queues, measure(s, cal))
	}
	history, err := historyCSV(series, cal.Zone)
	if err != nil {
		return err
	}
	text := b.yaml()
	if _, err := settings.DecodeOver(measured, settingsFile, text); err != nil {
		return fmt.Errorf("the settings made from this history cannot be read: %w", err)
	}
	files := map[string][]byte{settingsFile: text, historyFile: history, agentsFile: b.agents()}
	if measured != nil {
		files[measuredFile] = settings.EncodeMeasured(measured)
	}
	return create(dir, files)
}

func plannable(series []forecast.Series, team int) error {
	var faults fault.List
	if team < 1 || team > maxTeam {
		faults.Addf("--team", 0, 0, "a team of %d: expected 1 to %d people", team, maxTeam)
	}
	switch {
	case len(series) == 0:
		faults.Addf("--history", 0, 0, "no queue in the history: expected at least one")
	case len(series) > maxQueues:
		faults.Addf("--history", 0, 0, "%d queues: expected at most %d; is this the column of the queue?", len(series), maxQueues)
	case series[0].Grid.Step > time.Hour:
		faults.Addf("--history", 0, 0, "one value for %s: expected one for each hour or finer, since a plan is made for the hours of a day",
			value.FormatDuration(series[0].Grid.Step))
	}
	return faults.Err()
}

// renamed gives every queue a name that turno.yaml can hold.
func renamed(series []forecast.Series) []forecast.Series {
	out := slices.Clone(series)
	taken := map[string]bool{}
	for i := range out {
		base := value.Slug(out[i].Queue)
		if base == "" {
			base = "queue"
		}
		name := base
		for n := 2; taken[name]; n++ {
			suffix := "-" + strconv.Itoa(n)
			name = string([]rune(base)[:min(len([]rune(base)), 64-len(suffix))]) + suffix
		}
		taken[name] = true
		out[i].Queue = name
	}
	return out
}

// measured is what a history says of a queue.
type measured struct {
	name  string
	hours [7]calendar.Span // by weekday; the zero span is closed
	open  bool             // round the clock
	flush float64          // NaN where too few posts tell it
	aht   float64          // seconds, NaN where too few contacts tell it
	kinds []forecast.Kind  // of message whose mix the history tells, as many as turno.yaml holds; else nil
	rates map[string]bool  // keys of work that it tells of them
}

func measure(s forecast.Series, cal *calendar.Calendar) measured {
	m := measured{name: s.Queue, flush: math.NaN(), aht: math.NaN()}
	m.hours, m.open = openHours(s, cal.Zone)
	if m.kinds = kindsTold(s); m.kinds != nil {
		m.rates = map[string]bool{"flush": s.Flushed != nil, "turns": s.Replies != nil, "aht": s.AHT != nil}
	}
	var posts, flushed, seconds, handled float64
	for i := range s.Grid.N {
		if f := at(s.Flushed, i); !math.IsNaN(f) && !s.Missing(i) {
			posts, flushed = posts+s.Volume[i], flushed+f
		}
		if t := at(s.AHT, i); t > 0 && !s.Missing(i) {
			seconds, handled = seconds+t*s.Volume[i], handled+s.Volume[i]
		}
	}
	if posts >= messages.Least {
		m.flush = min(flushed/posts, 0.95)
	}
	if handled >= messages.Least {
		m.aht = min(max(seconds/handled, 10), 7200)
	}
	return m
}

// kindsTold are the kinds of message whose mix a history tells; nil where they are more than
// turno.yaml holds.
func kindsTold(s forecast.Series) []forecast.Kind {
	kinds := s.Told()
	if len(kinds) > settings.MaxKinds || !plan.Mixed(s, kinds) {
		return nil
	}
	return kinds
}

// What tells when a queue is open: so many days of history, and so many posts that an hour
// of the week without any is hardly chance (three each, of which none comes with 5 %).
const (
	openLeast = 28
	openPosts = 3 * 7 * 24
)

// openHours are the local hours of each weekday from the first to the last in which
// anything ever came. A queue that has less than four weeks of known days or few posts, or is quiet in
// less than an eighth of the week's hours, is taken to be open round the clock: its quiet
// hours are chance.
func openHours(s forecast.Series, zone *time.Location) ([7]calendar.Span, bool) {
	var seen [7][24]bool
	days := map[calendar.Date]bool{}
	for i := range s.Grid.N {
		if !s.Missing(i) {
			days[calendar.DateOf(s.Grid.At(i).In(zone))] = true
		}
		if t := s.Grid.At(i).In(zone); !s.Missing(i) && s.Volume[i] > 0 {
			seen[t.Weekday()][t.Hour()] = true
		}
	}
	var hours [7]calendar.Span
	quiet, posts := 0, s.Total()
	for d := range seen {
		first, last := slices.Index(seen[d][:], true), -1
		for h, on := range seen[d] {
			if on {
				last = h
			}
		}
		if last < 0 {
			quiet += 24
			continue
		}
		quiet += 24 - (last - first + 1)
		hours[d] = calendar.Span{From: calendar.Clock(first, 0), To: calendar.Clock(last+1, 0)}
	}
	return hours, len(days) < openLeast || posts < openPosts || quiet < 7*24/8 || quiet == 7*24
}
