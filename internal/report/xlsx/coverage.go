package xlsx

import (
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"

	"turno/forecast/calendar"
)

// coverage is the heat-map: available less required agents, a day a row and a time of day a
// column, a block per queue. Red is short, blue is more than required.
func (b *book) coverage(s *sheet) error {
	t, m := b.words.T, b.model
	grid := m.ledger.Grid
	if grid.N == 0 {
		return nil
	}
	used := func(q, i int) bool { return m.ledger.Net[q][i] > 0 || m.ledger.Rostered[q][i] > 0 }
	slots := slotsOf(grid, func(i int) bool {
		for q := range m.queues {
			if used(q, i) {
				return true
			}
		}
		return false
	})
	row := 1
	s.text(1, row, t("Agents available less required, by local time. Red: short. Blue: more than required."), b.bold())
	for k, q := range m.queues {
		row += 2
		s.text(1, row, q.Name, b.bold())
		row++
		s.text(1, row, t("Day"), b.header())
		for j, slot := range slots {
			s.text(2+j, row, slot.String(), b.header())
		}
		first := row + 1
		for _, d := range m.days {
			row++
			s.numbered(1, row, serial(d.Date.In(grid.Zone()), nil), s.look(look{format: formatDay, left: true}))
			for i := d.First; i < d.First+d.N; i++ {
				if used(k, i) {
					from := fmt.Sprintf("%s!%s", quoted(b.tab("Intervals")), cell(intervalColumn(k, intervalGap), intervalFirst+i))
					gap := math.Round(10*gapOf(m.ledger.Rostered[k][i]*m.keep, m.ledger.Net[k][i]))/10 + 0 // no -0.0
					s.formula(2+slotIndex(grid, i, slots), row, "ROUND("+from+",1)", gap, "0.0")
				}
			}
		}
		s.heat(fmt.Sprintf("%s:%s", cell(2, first), cell(1+len(slots), row)))
	}
	s.width(1, 1, 14)
	s.width(2, 1+max(1, len(slots)), 5.5)
	s.freeze(2, 2)
	s.landscape()
	s.printed(1+max(1, len(slots)), row, 0, 0)
	return nil
}

func (s *sheet) heat(area string) {
	s.keep(s.f.SetConditionalFormat(s.name, area, []excelize.ConditionalFormatOptions{{
		Type: "3_color_scale", Criteria: "=", MinType: "num", MidType: "num", MaxType: "num",
		MinValue: "-2", MidValue: "0", MaxValue: "4", MinColor: "#D7553A", MidColor: "#FFFFFF", MaxColor: "#6FA3C0",
	}}))
}

// slotsOf lists the local times of day at which intervals of the grid start, from the
// first to the last that is used on any day.
func slotsOf(g calendar.Grid, used func(i int) bool) []calendar.TimeOfDay {
	first, last := calendar.Clock(24, 0), calendar.TimeOfDay(0)
	for i := range g.N {
		if used(i) {
			clock := calendar.ClockOf(g.At(i))
			first, last = min(first, clock), max(last, clock)
		}
	}
	var slots []calendar.TimeOfDay
	for m := first; m <= last; m += calendar.TimeOfDay(g.Step.Minutes()) {
		slots = append(slots, m)
	}
	return slots
}

// slotIndex is the column of interval i. The hour that clocks repeat in autumn shares its
// columns; the later one is shown.
func slotIndex(g calendar.Grid, i int, slots []calendar.TimeOfDay) int {
	return int(calendar.ClockOf(g.At(i))-slots[0]) / int(g.Step.Minutes())
}
