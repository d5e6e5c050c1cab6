package xlsx

import (
	"slices"
	"strings"
	"time"

	"turno/forecast/calendar"
	"turno/internal/report/palette"
	"turno/schedule"
)

// ganttRows keeps the picture of a long period of many people within a sheet.
const ganttRows = 200_000

const (
	breakColor = "D9D9D9"
	callColor  = "FFF2CC"
)

// gantt is the Gantt chart: the agents of each day, a row each, coloured by the queue
// that has their attention.
func (b *book) gantt(s *sheet) error {
	t, grid := b.words.T, b.plan.Roster.Roster.Grid
	present := make([]bool, grid.N)
	for _, shift := range b.plan.Roster.Roster.Shifts {
		for i := max(0, grid.Index(shift.Start)); i < grid.N && grid.At(i).Before(shift.End); i++ {
			present[i] = true
		}
	}
	slots := slotsOf(grid, func(i int) bool { return present[i] })
	if len(slots) == 0 {
		return nil
	}
	const lead = 5 // columns before the first slot
	color := map[string]string{}
	for i, q := range b.plan.Input.Queues {
		color[q.Name] = palette.Queue(i)
		s.text(lead+1+6*i, 1, q.Name, b.fill(color[q.Name]))
		s.merge(lead+1+6*i, 1, lead+5+6*i, 1)
	}
	s.text(1, 1, t("Each row is an agent's shift; colours tell the queue that has the attention, grey a break, pale yellow time on call."), b.wrapped())
	s.merge(1, 1, lead, 1)
	s.height(1, 32)
	s.headers(2, t("Day"), t("Agent"), t("From"), t("To"), t("Paid, h"))
	for k, slot := range slots {
		s.text(lead+1+k, 2, narrowClock(slot), b.header())
	}
	names := b.names()
	row := 2
	for _, d := range grid.Days() {
		if row > ganttRows {
			break
		}
		for _, shift := range onDay(b.plan.Roster.Roster.Shifts, d.Date, grid.Zone()) {
			row++
			s.bar(row, lead, d.Date, shift, nameOr(names, shift.Agent), color, grid, slots)
		}
	}
	s.width(1, 1, 11)
	s.width(2, 2, 22)
	s.width(3, 5, 7)
	s.width(lead+1, lead+len(slots), 3.2)
	s.freeze(lead+1, 3)
	if row > 2 {
		s.filter(2, lead, row)
	}
	s.landscape()
	return nil
}

// narrowClock is a time of day for a narrow column: 09 on the hour, :30 within it.
func narrowClock(t calendar.TimeOfDay) string {
	s := t.String()
	if hour, found := strings.CutSuffix(s, ":00"); found {
		return hour
	}
	return s[len(s)-3:]
}

// onDay lists the shifts that touch the day, the earliest first.
func onDay(shifts []schedule.Shift, day calendar.Date, zone *time.Location) []schedule.Shift {
	out := slices.DeleteFunc(slices.Clone(shifts), func(s schedule.Shift) bool { return !touches(s, day, zone) })
	slices.SortStableFunc(out, func(a, b schedule.Shift) int { return a.Start.Compare(b.Start) })
	return out
}

// bar writes one shift on one of the days it touches.
func (s *sheet) bar(row, lead int, day calendar.Date, shift schedule.Shift, name string, color map[string]string, grid calendar.Grid, slots []calendar.TimeOfDay) {
	zone := grid.Zone()
	s.numbered(1, row, serial(day.In(zone), nil), s.look(look{format: formatDay, left: true}))
	s.text(2, row, name, s.look(look{indent: true}))
	s.text(3, row, shift.Start.In(zone).Format("15:04"), 0)
	s.text(4, row, shift.End.In(zone).Format("15:04"), 0)
	if calendar.DateOf(shift.Start.In(zone)) == day { // a night shift's hours count once
		s.number(5, row, shift.PaidHours().Hours(), formatTenth)
	}
	for t := shift.Start; t.Before(shift.End); t = t.Add(grid.Step) {
		local := t.In(zone)
		column := int(calendar.ClockOf(local)-slots[0]) / int(grid.Step.Minutes())
		if calendar.DateOf(local) != day || column >= len(slots) {
			continue
		}
		fill := breakColor
		if duty, ok := shift.On(t); ok {
			fill = color[duty.Queues[0]]
		}
		if shift.OnCall != nil {
			fill = callColor
		}
		if fill == "" {
			fill = palette.Other
		}
		s.styled(lead+1+column, row, s.fill(fill))
	}
}
