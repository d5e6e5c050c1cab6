package xlsx

import (
	"fmt"

	"turno/internal/report/text"
	"turno/schedule"
)

// summary is the first sheet: what a manager reads and may read nothing after.
func (b *book) summary(s *sheet) error {
	p, sum := b.plan, b.plan.Summary()
	first, last := p.Period()
	s.text(1, 1, p.Input.Name, b.title())
	s.text(1, 2, fmt.Sprintf("%s to %s, %s; forecast from history up to %s, seed %d", first, last, p.Input.Calendar.Zone, p.Input.Now.In(b.words.Zone).Format("2 Jan 2006 15:04"), p.Input.Seed), 0)
	row := 4
	s.headers(row, "Queue", "Channel", "Volume", "Low (1 in 10 below)", "High (1 in 10 above)", "Busiest hour", "Volume in it", "Agents at peak", "Hours needed", "Hours on duty", "Service expected", "Target", "Verdict")
	for _, q := range sum.Queues {
		row++
		s.text(1, row, q.Queue.Name, 0)
		s.text(2, row, string(q.Queue.Channel), 0)
		s.number(3, row, q.Volume, formatWhole)
		s.number(4, row, q.Low, formatWhole)
		s.number(5, row, q.High, formatWhole)
		if !q.BusiestHour.IsZero() {
			s.moment(6, row, q.BusiestHour)
		}
		s.number(7, row, q.BusiestVolume, formatWhole)
		s.number(8, row, q.Needed, formatTenth)
		s.number(9, row, q.NeededHours, formatTenth)
		s.number(10, row, q.SuppliedHours, formatTenth)
		s.number(11, row, q.Service.Mean, formatShare)
		if len(q.Queue.Targets) > 0 {
			s.text(12, row, text.Target(q.Queue.Targets[0]), 0)
		}
		s.text(13, row, string(q.Verdict), 0)
	}
	row += 2
	s.text(1, row, "Roster", b.bold())
	facts := []struct {
		name   string
		value  float64
		format string
	}{
		{"People in the team", float64(sum.Agents), formatWhole},
		{"People planned", float64(sum.Planned), formatWhole},
		{"Paid hours", sum.PaidHours, formatTenth},
		{"Cost, " + p.Input.Currency, sum.Cost.InexactFloat64(), formatMoney},
		{"Hard rules broken", float64(sum.Broken), formatWhole},
		{"Requests", float64(sum.Requests), formatWhole},
		{"Requests granted", float64(sum.Granted), formatWhole},
	}
	for _, f := range facts {
		row++
		s.text(1, row, f.name, 0)
		s.number(3, row, f.value, f.format)
	}
	row = s.list(row+2, "Most worth doing next", p.Advice)
	if len(p.Findings) > 0 {
		s.list(row+1, "What was found", p.Findings)
	}
	s.width(1, 1, 24)
	s.width(2, 5, 13)
	s.width(6, 6, 18)
	s.width(7, 11, 13)
	s.width(12, 12, 30)
	s.width(13, 13, 10)
	s.landscape()
	return nil
}

// list writes findings as sentences and returns the next free row.
func (s *sheet) list(row int, title string, findings []schedule.Finding) int {
	const most = 500
	s.text(1, row, title, s.bold())
	for i, f := range findings {
		row++
		if i == most {
			s.text(1, row, fmt.Sprintf("and %d more, in findings.json", len(findings)-most), 0)
			break
		}
		s.text(1, row, s.words.Finding(f), 0)
	}
	return row + 1
}
