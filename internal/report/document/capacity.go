package document

import (
	"fmt"
	"io"
	"time"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
	"turno/plan/capacity"
)

type band struct {
	P50 number `json:"p50"`
	P80 number `json:"p80"`
	P90 number `json:"p90"`
}

func banded(x capacity.Band) band { return band{number(x[0]), number(x[1]), number(x[2])} }

type capacityLine struct {
	Queue     string `json:"queue,omitempty"`
	Volume    band   `json:"volume"`
	Net       band   `json:"net_fte"`
	Gross     band   `json:"gross_fte"`
	Required  number `json:"required_fte"`
	Available number `json:"available_fte"`
	Gap       number `json:"gap_fte"`
	Gap80     number `json:"gap_fte_p80"`
	Gap90     number `json:"gap_fte_p90"`
}

func lined(l capacity.Line) capacityLine {
	return capacityLine{l.Queue, banded(l.Volume), banded(l.Net), banded(l.Gross), number(l.Required), number(l.Available), number(l.Gap), number(l.Gaps[1]), number(l.Gaps[2])}
}

type capacityPay struct {
	Contract string `json:"contract"`
	People   string `json:"fte"`
	Wage     string `json:"wage"`
	Money    string `json:"cost"`
}

type capacityMonth struct {
	Month    string         `json:"month"`
	Hours    string         `json:"fte_hours"`
	Queues   []capacityLine `json:"queues"`
	Total    capacityLine   `json:"team"`
	Short    number         `json:"missing_fte"`
	Heads    number         `json:"people"`
	Paid     number         `json:"paid_fte"`
	Away     number         `json:"away_fte"`
	Learning number         `json:"learning_fte"`
	Leaving  number         `json:"leaving"`
	Starting int            `json:"starting"`
	Pay      []capacityPay  `json:"pay"`
	Cost     string         `json:"cost"`
	Cost50   string         `json:"cost_p50"`
	Cost80   string         `json:"cost_p80"`
	Cost90   string         `json:"cost_p90"`
	Closed   capacityClosed `json:"with_hires"`
	Budget   *string        `json:"budget"`
}

type capacityClosed struct {
	Heads     int    `json:"hires"`
	Available number `json:"available_fte"`
	Short     number `json:"missing_fte"`
	Cost      string `json:"cost"`
}

type capacityHire struct {
	Queue  string `json:"queue"`
	Count  int    `json:"count"`
	Start  string `json:"start"`
	Decide string `json:"decide_by"`
	First  string `json:"needed_from"`
	Months int    `json:"months_needed"`
	Late   bool   `json:"late"`
}

type capacityRenewal struct {
	Agent   string `json:"agent"`
	Name    string `json:"certificate"`
	Channel string `json:"channel"`
	By      string `json:"ends"`
}

type capacityPast struct {
	Month  string  `json:"month"`
	Days   int     `json:"days"`
	Known  int     `json:"days_published"`
	Actual string  `json:"actual"`
	Budget *string `json:"budget"`
}

// Capacity writes a capacity plan. Months are YYYY-MM, money has two decimals.
func Capacity(w io.Writer, c capacity.Plan) error {
	doc := struct {
		Head
		Currency string            `json:"currency"`
		FTE      number            `json:"fte_week_hours"`
		Level    number            `json:"level"`
		Keep     number            `json:"serving_share"`
		Premium  string            `json:"pay_over_base"`
		Months   []capacityMonth   `json:"months"`
		Hires    []capacityHire    `json:"hires_needed"`
		Renewals []capacityRenewal `json:"renewals"`
		Past     []capacityPast    `json:"actual"`
	}{head("capacity"), c.Currency, number(c.FTE.Hours()), number(c.Level), number(c.Keep), c.Premium.String(), []capacityMonth{}, []capacityHire{}, []capacityRenewal{}, []capacityPast{}}
	for _, m := range c.Months {
		x := capacityMonth{Month: monthly(m.First), Hours: m.Hours.String(), Queues: []capacityLine{}, Total: lined(m.Total), Short: number(m.Short),
			Heads: number(m.Heads), Paid: number(m.Paid), Away: number(m.Away), Learning: number(m.Learning), Leaving: number(m.Leaving), Starting: m.Starting,
			Pay: []capacityPay{}, Cost: m.Cost.StringFixed(2), Cost50: m.Asked[0].StringFixed(2), Cost80: m.Asked[1].StringFixed(2), Cost90: m.Asked[2].StringFixed(2),
			Closed: capacityClosed{m.Closed.Heads, number(m.Closed.Available), number(m.Closed.Short), m.Closed.Cost.StringFixed(2)}, Budget: fixed(m.Budget)}
		for _, l := range m.Queues {
			x.Queues = append(x.Queues, lined(l))
		}
		for _, p := range m.Pay {
			x.Pay = append(x.Pay, capacityPay{p.Contract, p.People.String(), p.Wage.String(), p.Money.StringFixed(2)})
		}
		doc.Months = append(doc.Months, x)
	}
	for _, x := range c.Missing {
		doc.Hires = append(doc.Hires, capacityHire{x.Queue, x.Count, monthly(x.Start), monthly(x.Decide), monthly(x.First), x.Months, x.Late})
	}
	for _, x := range c.Renewals {
		doc.Renewals = append(doc.Renewals, capacityRenewal{x.Agent, x.Name, string(x.Channel), x.By.Format(time.DateOnly)})
	}
	for _, x := range c.Past {
		doc.Past = append(doc.Past, capacityPast{monthly(x.Month), x.Days, x.Known, x.Actual.StringFixed(2), fixed(x.Budget)})
	}
	return write(w, doc)
}

func monthly(d calendar.Date) string { return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month)) }

func fixed(x *decimal.Decimal) *string {
	if x == nil {
		return nil
	}
	s := x.StringFixed(2)
	return &s
}
