package workspace

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/messages"
	"turno/internal/workspace/settings"
	"turno/internal/workspace/value"
	"turno/skills"
)

// beginning is a first plan for a history: what turno.yaml and agents.csv are written of.
type beginning struct {
	cal    *calendar.Calendar
	team   int
	step   time.Duration // planning interval
	queues []measured

	measured settings.Measured // by imports; nil where there were none
}

//go:embed begin.yaml
var beginText string

var beginTemplate = template.Must(template.New("turno.yaml").Funcs(template.FuncMap{
	"pad": func(width int, s string) string { return fmt.Sprintf("%-*s", width, s) }, // so that comments line up
}).Parse(beginText))

// interval is the planning interval that fits a history's step: half an hour where it can
// be.
func interval(step time.Duration) time.Duration {
	for _, d := range []time.Duration{30 * time.Minute, 15 * time.Minute, 5 * time.Minute} {
		if step%d == 0 || d%step == 0 {
			return d
		}
	}
	return time.Hour
}

// beginQueue is a queue as the template writes it.
type beginQueue struct {
	Name, Hours, Flush, AHT       string
	MeasuredFlush, MeasuredHandle bool
	Channel, Target               string
	Live                          bool
	Told                          map[string]bool // keys of work that measured.yaml tells, or the history of its kinds
	Kinds                         []forecast.Kind
}

// beginShift is a kind of shift as the template writes it.
type beginShift struct {
	Name, Start, Length, Break string
	Paid                       bool
}

func (b beginning) yaml() []byte {
	data := struct {
		Zone, Country, Interval, WeekHours string
		Queues                             []beginQueue
		Shifts                             []beginShift
		Names, Days                        string
		Nights                             bool
	}{Zone: b.cal.Zone.String(), Country: b.cal.Country(), Interval: value.FormatDuration(b.step)}
	for _, q := range b.queues {
		out := beginQueue{Name: q.name, Hours: hoursText(q), Flush: "60%", AHT: "5m"}
		if out.MeasuredFlush = !math.IsNaN(q.flush); out.MeasuredFlush {
			out.Flush = strconv.FormatFloat(math.Round(q.flush*1000)/10, 'f', -1, 64) + "%"
		}
		if out.MeasuredHandle = !math.IsNaN(q.aht); out.MeasuredHandle {
			out.AHT = value.FormatDuration(time.Duration(math.Round(q.aht)) * time.Second)
		}
		out.Told, out.Kinds = b.measured.Told(q.name), q.kinds
		channel := b.channel(q.name)
		for key, told := range q.rates {
			out.Told[key] = out.Told[key] || told && !channel.Live() // a live queue must state its handle time
		}
		out.Channel, out.Live, out.Target = string(channel), channel.Live(), "within: 1h, measure: first reply, clock: open"
		switch channel {
		case skills.Chat:
			out.Target = "within: 1m"
		case skills.Voice:
			out.Target = "within: 20s"
		}
		data.Queues = append(data.Queues, out)
	}
	data.Shifts, data.WeekHours = b.shifts()
	var names []string
	for _, s := range data.Shifts {
		names = append(names, s.Name)
		data.Nights = data.Nights || s.Paid
	}
	data.Names = strings.Join(names, ", ")
	data.Days, data.WeekHours = b.days(data.WeekHours)
	var out strings.Builder
	if err := beginTemplate.Execute(&out, data); err != nil { // the template and its data are ours
		panic(err)
	}
	return []byte(out.String())
}

// channel is that of the side that turno import measured, or put behind a queue's name; else
// social.
func (b beginning) channel(name string) skills.Channel {
	if m, ok := b.measured[name]; ok && m.Side != messages.Public {
		return channelOf(m.Side)
	}
	for side, channel := range map[string]skills.Channel{"-private": skills.Messaging, "-email": skills.Email} {
		if strings.HasSuffix(name, side) && b.measured != nil {
			return channel
		}
	}
	return skills.Social
}

// skills are what people need for all queues, as agents.csv writes it.
func (b beginning) skills() string {
	var out []string
	for _, c := range skills.Channels() {
		if slices.ContainsFunc(b.queues, func(q measured) bool { return b.channel(q.name) == c }) {
			out = append(out, string(c)+"=1")
		}
	}
	return strings.Join(out, " ")
}

// hoursText writes opening hours, days alike together.
func hoursText(q measured) string {
	if q.open {
		return "always"
	}
	short := [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
	var parts []string
	for d := 1; d <= 7; {
		first, span := d, q.hours[d%7]
		for d <= 7 && q.hours[d%7] == span {
			d++
		}
		days := short[first%7]
		if d-first > 1 {
			days += "-" + short[(d-1)%7]
		}
		text := "closed"
		if span.To > 0 {
			text = span.From.String() + "-" + span.To.String()
		}
		parts = append(parts, days+": "+text)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// window is the stretch of the day in which any queue is open on any day.
func (b beginning) window() calendar.Span {
	w := calendar.Span{From: calendar.Clock(24, 0)}
	for _, q := range b.queues {
		if q.open {
			return calendar.Span{To: calendar.Clock(24, 0)}
		}
		for _, s := range q.hours {
			if s.To > 0 {
				w.From, w.To = min(w.From, s.From), max(w.To, s.To)
			}
		}
	}
	return w
}

// days are those on which any queue is open; where they are fewer than five, so are the
// hours that people can be asked to work.
func (b beginning) days(weekHours string) (text, hours string) {
	short := [7]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
	var open []string
	for i, name := range short {
		if slices.ContainsFunc(b.queues, func(q measured) bool { return q.open || q.hours[(i+1)%7].To > 0 }) {
			open = append(open, name)
		}
	}
	if len(open) < 5 {
		_, most, _ := strings.Cut(weekHours, "-")
		weekHours = "0h-" + most
	}
	switch {
	case len(open) == 7:
		return "mon-sun", weekHours
	case slices.Equal(open, short[:len(open)]) && len(open) > 1:
		return "mon-" + open[len(open)-1], weekHours
	}
	return "[" + strings.Join(open, ", ") + "]", weekHours
}

// shifts are kinds that cover the window together, and the week's hours that suit them.
// Starts lie on full hours, lengths on the planning interval.
func (b beginning) shifts() ([]beginShift, string) {
	half := max(30*time.Minute, b.step)
	shortest, longest := 7*time.Hour+half, 8*time.Hour+half
	w := b.window()
	open := time.Duration(w.To-w.From) * time.Minute
	kind := func(name string, from, to calendar.TimeOfDay, low, high time.Duration) beginShift {
		s := beginShift{Name: name, Start: from.String(), Length: value.FormatDuration(low), Paid: name == "night"}
		if to > from {
			s.Start += "-" + to.String()
		}
		if high > low {
			s.Length += "-" + value.FormatDuration(high)
		}
		if high >= 6*time.Hour {
			s.Break = value.FormatDuration(half)
		}
		return s
	}
	const hour = calendar.TimeOfDay(60)
	latest := w.To - calendar.TimeOfDay(shortest/time.Minute) // start of a shift that ends with the window
	latest -= latest % hour
	switch {
	case open >= 20*time.Hour:
		return []beginShift{
			kind("early", 6*hour, 8*hour, shortest, longest),
			kind("late", 14*hour, 15*hour, shortest, longest),
			kind("night", 22*hour, 23*hour, shortest, longest),
		}, "32h-40h"
	case open > 9*time.Hour:
		all := []beginShift{
			kind("early", w.From, w.From+hour, shortest, longest),
			kind("late", latest-hour, latest, shortest, longest),
		}
		if open > 16*time.Hour {
			middle := (w.From + latest) / 2
			all = slices.Insert(all, 1, kind("middle", middle-middle%hour, 0, shortest, longest))
		}
		return all, "32h-40h"
	case open >= shortest:
		return []beginShift{kind("day", w.From, max(w.From, latest), shortest, min(open, longest))}, "32h-40h"
	}
	return []beginShift{kind("day", w.From, 0, open, open)}, "0h-" + value.FormatDuration(5*open)
}

// agents are people to be replaced by the real ones.
func (b beginning) agents() []byte {
	var out strings.Builder
	out.WriteString("agent,name,contract,skills,languages,queues,available,from,to,group,wage\n")
	able := b.skills()
	for i := range b.team {
		fmt.Fprintf(&out, "agent-%02d,,full,%s,,,,,,,\n", i+1, able)
	}
	return []byte(out.String())
}
