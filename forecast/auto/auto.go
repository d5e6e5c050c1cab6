// Package auto is the only door through which the rest of turno asks for a forecast:
// history in, volume out. It cleans the history, finds bursts, chooses and calibrates a
// method for every queue and applies what is known of the future.
package auto

import (
	"context"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Input is what a forecast is made from.
type Input struct {
	History   []forecast.Series
	Calendar  *calendar.Calendar
	Future    calendar.Grid // at the history's step, at or after its end
	Campaigns []forecast.Campaign
	Events    []forecast.Event
	Overrides []forecast.Override // corrections, applied last in their order
}

// Options steer a forecast; the zero value is the default.
type Options struct {
	Progress forecast.Progress
	Choice   []Choice // chosen before, by queue name; queues without one choose anew
}

// Result is the forecast of every queue, in the order of Input.History.
type Result struct {
	Volumes []forecast.Volume
	Methods []string // the method that counts most for each queue
	Choices []Choice // of each queue
	Notes   []forecast.Note

	Campaigns []forecast.CampaignEffect // measured in the history and expected ahead, by queue
	Bursts    []forecast.BurstShape     // of the queues that have any
}

// Forecast predicts every queue of the input over its future grid. It fails with one error
// that names every fault of the input, or when the context ends. The result depends on
// nothing but the input; queues are worked on in parallel.
func Forecast(ctx context.Context, in Input, opt Options) (Result, error) {
	if err := validate(in); err != nil {
		return Result{}, err
	}
	n := len(in.History)
	result := Result{Volumes: make([]forecast.Volume, n), Methods: make([]string, n), Choices: make([]Choice, n)}
	notes, bursts := make([][]forecast.Note, n), make([]*forecast.BurstShape, n)
	misses, chosen := make([][]missed, n), make([]bool, n)
	effects, err := learnCampaigns(ctx, in)
	if err != nil {
		return Result{}, err
	}
	done, progress := 0, sync.Mutex{}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		group.Go(func() error {
			q := queue{in: in, series: in.History[i], effects: effects[i]}
			q.choice, q.given = given(opt.Choice, q.series.Queue)
			if err := q.forecast(ctx); err != nil {
				return err
			}
			result.Volumes[i], result.Choices[i], notes[i], bursts[i] = q.volume, q.choice, q.notes, q.bursts
			misses[i], chosen[i] = q.misses, !q.given || q.misses != nil
			result.Methods[i] = q.choice.Members[0].Method
			if opt.Progress != nil {
				progress.Lock()
				defer progress.Unlock()
				done++
				opt.Progress("forecast", done, n)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return Result{}, err
	}
	result.bindCommon(misses, chosen)
	for i, list := range notes {
		result.Notes = append(result.Notes, list...)
		result.Campaigns = append(result.Campaigns, in.toldEffects(effects[i])...)
		if bursts[i] != nil {
			result.Bursts = append(result.Bursts, *bursts[i])
		}
	}
	return result, nil
}

// given finds the choice made before for a queue.
func given(choices []Choice, queue string) (Choice, bool) {
	for _, c := range choices {
		if c.Queue == queue && len(c.Members) > 0 {
			return c, true
		}
	}
	return Choice{}, false
}
