// Package cost turns a roster into money, to the cent.
package cost

import "github.com/shopspring/decimal"

// Statement is the cost of a roster.
type Statement struct {
	Currency string
	Agents   []Line // in the team's order
	Total    Line   // the sum of Agents, exactly
}

// Line is the pay of one agent over the period. Every amount is rounded to the cent, and
// Total is the sum of the parts.
type Line struct {
	Agent     string
	PaidHours decimal.Decimal
	Base      decimal.Decimal
	Night     decimal.Decimal
	Saturday  decimal.Decimal
	Sunday    decimal.Decimal
	Holiday   decimal.Decimal
	Overtime  decimal.Decimal
	Total     decimal.Decimal
}
