package centre

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"turno/forecast/calendar"
)

const zoneName = "Europe/Rome"

// settingsText is turno.yaml. Starts lie a quarter of an hour apart for full time and half
// an hour for the others, whose lengths come in finer steps.
const settingsText = `# A made-up contact centre of %d agents, seed %d: see bench/roster/centre.
version: 1
team: Centre of %d
zone: ` + zoneName + `
interval: %.0fm
currency: EUR
seed: %d
shrinkage: {planned: 0%%, unplanned: 0%%}

queues:
%s
shifts:
  full:
    days: mon-sun
    start: 06:00-15:30
    every: 15m
    length: 6h30m-9h30m
    grain: 30m
    breaks:
      - {name: meal, length: 30m, paid: false, from_shift: 6h, earliest: 3h, latest: 5h}
      - {name: pause, length: 15m, paid: true, from_shift: 4h, earliest: 1h30m, latest: 2h30m}
      - {name: second pause, length: 15m, paid: true, from_shift: 7h, earliest: 5h30m, latest: 7h}
  part:
    days: mon-sun
    start: 06:00-18:00
    every: 30m
    length: 5h-7h
    grain: 15m
    breaks:
      - {name: meal, length: 30m, paid: false, from_shift: 6h, earliest: 3h, latest: 4h30m}
      - {name: pause, length: 15m, paid: true, from_shift: 4h, earliest: 1h30m, latest: 2h30m}
  short:
    days: mon-sun
    start: 06:00-20:00
    every: 30m
    length: 3h30m-5h
    grain: 15m
    breaks:
      - {name: pause, length: 15m, paid: true, from_shift: 4h, earliest: 1h30m, latest: 2h30m}

rules:
  daily_rest: 11h
  weekly_rest: 35h
  consecutive_days: 6
  consecutive_nights: 4
  weekends_free: 1
  day_hours: 9h

contracts:
  full:  {shifts: [full], week_hours: 36h-40h, week_days: 5, pay: {wage: 15, night: 20%%, sunday: 30%%, premiums: add}}
  part:  {shifts: [part], week_hours: 27h-30h, week_days: 5, pay: {wage: 15, night: 20%%, sunday: 30%%, premiums: add}}
  short: {shifts: [short], week_hours: 18h-20h, week_days: 5, pay: {wage: 15, night: 20%%, sunday: 30%%, premiums: add}}
`

func settingsFile(s Settings, queues []queue) []byte {
	var list strings.Builder
	for _, q := range queues {
		fmt.Fprintf(&list, "  %s: {channel: %s, hours: {mon-sun: 06:00-24:00}, %s}\n", q.name, q.channel, q.settings)
	}
	return fmt.Appendf(nil, settingsText, s.Agents, s.Seed, s.Agents, s.Interval.Minutes(), s.Seed, list.String())
}

func agentsFile(queues []queue, people []person) []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, "agent,contract,skills,queues")
	for i, p := range people {
		var names, channels []string
		for _, q := range p.queues {
			names = append(names, queues[q].name)
			if !slices.Contains(channels, queues[q].channel) {
				channels = append(channels, queues[q].channel)
			}
		}
		fmt.Fprintf(&b, "a%04d,%s,%s,%s\n", i+1, contracts[p.contract].name, strings.Join(channels, " "), strings.Join(names, " "))
	}
	return b.Bytes()
}

// historyFile is four weeks of hourly contacts at the shares, for commands that forecast.
func historyFile(queues []queue, people []person) []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, "timestamp,queue,volume")
	g := calendar.Grid{Start: start.Add(-28).In(time.UTC), Step: time.Hour, N: 28 * 24}
	total := 0.0
	for i := range 7 * 24 {
		total += shape(g, i)
	}
	for q, hours := range offered(people) {
		for i := range g.N {
			if x := shape(g, i); x > 0 {
				fmt.Fprintf(&b, "%s,%s,%.0f\n", g.At(i).Format("2006-01-02 15:04"), queues[q].name, load*hours*ContactsPerHour*x/total)
			}
		}
	}
	return b.Bytes()
}
