// Package cost turns a roster into money, to the cent.
//
// Time is counted exactly and turned into money once per agent and component: hours by
// wage by premium, rounded half away from zero to the cent (commercial rounding). Every
// total is a sum of such rounded parts, so that a statement always adds up.
package cost

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/schedule/check"
)

// Statement is the cost of a roster.
type Statement struct {
	Currency string
	Agents   []Line // in the team's order
	Total    Line   // the sum of Agents, exactly; Agent is empty
}

// Line is the pay of one agent over the period. Every amount is rounded to the cent, and
// Total is the sum of the parts from Base to Overtime.
type Line struct {
	Agent     string
	PaidHours decimal.Decimal // to four places
	Base      decimal.Decimal // paid hours at the wage
	Night     decimal.Decimal // premiums, on top of Base
	Saturday  decimal.Decimal
	Sunday    decimal.Decimal
	Holiday   decimal.Decimal
	Overtime  decimal.Decimal
	Total     decimal.Decimal
}

// Of is the pay that the shifts earn. Unpaid breaks are not paid, time on call
// by its share of the wage and of every premium; the wage is the agent's,
// or the contract's where the agent has none; an unknown contract pays no premium, and no
// wage beyond the agent's own. Premiums fall on the time they touch by the agent's own
// clock, or that of the calendar (nil is UTC without holidays); a shift counts towards overtime in the
// calendar week of its start, in which Team.Published shifts before the agent's first one
// count too but are not paid again.
//
// Shifts of nobody in the team and shifts that cannot be worked (not ending after their
// start, or longer than check.MaxShift) earn nothing: check reports them.
func Of(team schedule.Team, shifts []schedule.Shift, cal *calendar.Calendar, currency string) Statement {
	out := Statement{Currency: currency}
	walk(team, shifts, cal, func(a schedule.Agent, pay schedule.Pay, own, earlier []schedule.Shift, days *days) {
		var e earnings
		days.split(pay, own, earlier, func(_ schedule.Shift, touched Set, d time.Duration) { e[touched] += d })
		line := e.line(pay)
		line.Agent = a.ID
		out.Agents = append(out.Agents, line)
		out.Total = out.Total.Add(line)
	})
	return out
}

// byAgent sorts shifts that can be worked by agent, then start.
func byAgent(shifts []schedule.Shift) map[string][]schedule.Shift {
	out := map[string][]schedule.Shift{}
	for _, s := range shifts {
		if year := s.Start.UTC().Year(); year < 1 || year > 9998 {
			continue // beyond what a calendar can count
		}
		if s.Start.Before(s.End) && s.End.Sub(s.Start) <= check.MaxShift {
			out[s.Agent] = append(out[s.Agent], s)
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b schedule.Shift) int {
			if n := a.Start.Compare(b.Start); n != 0 {
				return n
			}
			return a.End.Compare(b.End)
		})
	}
	return out
}
