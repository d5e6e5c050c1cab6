package forecast

import (
	"context"

	"turno/forecast/calendar"
)

// Model is one forecasting method. Implementations are stateless values: Fit may be called
// from several goroutines.
type Model interface {
	// Name identifies the method in tables and choices, such as profile or naive.
	Name() string
	// Fit learns from the history. It fails when the history is too short or too empty
	// for the method; the error says what it needs.
	Fit(ctx context.Context, history Series, cal *calendar.Calendar) (Fitted, error)
}

// Fitted is a method that has learnt one queue.
type Fitted interface {
	// Forecast predicts any future grid of the history's step that starts at or after the
	// history's end, with quantiles at Levels.
	Forecast(future calendar.Grid) Volume
}

// Levels are the probabilities that every method gives quantiles for.
func Levels() []float64 { return []float64{0.1, 0.5, 0.9} }

// Note is something the forecaster found in the history or the future and people should
// know: where, how much, and what it did about it.
type Note struct {
	Code  NoteCode
	Queue string
	Span  calendar.Window
	Value float64 // what the code says
	Low   float64 // 80 % interval of Value; both 0 where it is not known
	High  float64
	Name  string // campaign, event, holiday, override or method concerned
}

// NoteCode tells what a Note is about.
type NoteCode string

// The notes of a forecast; each comment says what Value holds.
const (
	NoteBurst         NoteCode = "burst"          // peak over the usual volume of the hour
	NoteLevelShift    NoteCode = "level-shift"    // new level over old
	NoteGap           NoteCode = "gap"            // missing intervals
	NoteOutage        NoteCode = "outage"         // intervals near zero where volume is usual
	NoteClosed        NoteCode = "closed"         // share of the week's intervals that are always empty
	NoteShortHistory  NoteCode = "short-history"  // weeks of history
	NoteHoliday       NoteCode = "holiday"        // factor applied
	NoteCampaign      NoteCode = "campaign"       // peak multiple applied
	NoteOverride      NoteCode = "override"       // contacts that the planner's correction adds over its span
	NoteSeason        NoteCode = "yearly-season"  // highest over lowest week of the yearly season
	NoteMonth         NoteCode = "monthly-season" // highest over lowest day of the season through the month
	NoteDate          NoteCode = "special-date"   // factor applied
	NoteMethodSkipped NoteCode = "method-skipped" // 0; Name is the method
)

// Progress is told how much of a long call is done; it must be fast and may be nil where
// it is a parameter. Calls may come from several goroutines, one at a time.
type Progress func(stage string, done, total int)
