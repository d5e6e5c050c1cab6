package main

import (
	"context"
	"fmt"
	"sync"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
)

// outlook is a forecast of several queues from what is known of all of them.
type outlook func(ctx context.Context, past []forecast.Series, future calendar.Grid, opt auto.Options) (auto.Result, error)

// outlook is the product's own forecast. Overrides are left out: they were made for the
// future, and knew more than the history.
func (d demand) outlook(ctx context.Context, past []forecast.Series, future calendar.Grid, opt auto.Options) (auto.Result, error) {
	return auto.Forecast(ctx, auto.Input{History: past, Calendar: d.Calendar, Future: future, Campaigns: d.Campaigns, Events: d.Events}, opt)
}

// forecaster is the product's own forecast, as a method of a back-test.
func (d demand) forecaster() backtest.Joint {
	return func(ctx context.Context, past []forecast.Series, future calendar.Grid) ([]forecast.Volume, error) {
		r, err := d.outlook(ctx, past, future, auto.Options{})
		return r.Volumes, err
	}
}

// against makes two methods that differ by what they know and by nothing else: the second
// forecasts by the methods and weights that the first has chosen at the same origin, which
// also saves choosing twice.
func (d demand) against(blind demand, name string) []backtest.Method {
	shared := sharedOutlook{make: d.outlook, made: map[string]*onceMade{}}
	return []backtest.Method{
		{Name: ours, Forecast: func(ctx context.Context, past []forecast.Series, future calendar.Grid) ([]forecast.Volume, error) {
			r, err := shared.at(ctx, past, future)
			return r.Volumes, err
		}},
		{Name: name, Forecast: func(ctx context.Context, past []forecast.Series, future calendar.Grid) ([]forecast.Volume, error) {
			known, err := shared.at(ctx, past, future)
			if err != nil {
				return nil, err
			}
			r, err := blind.outlook(ctx, past, future, auto.Options{Choice: known.Choices})
			return r.Volumes, err
		}},
	}
}

// sharedOutlook forecasts once what two methods ask for, and forgets it then.
type sharedOutlook struct {
	make outlook
	lock sync.Mutex
	made map[string]*onceMade
}

type onceMade struct {
	once   sync.Once
	asked  int
	result auto.Result
	err    error
}

func (s *sharedOutlook) at(ctx context.Context, past []forecast.Series, future calendar.Grid) (auto.Result, error) {
	key := fmt.Sprintf("%d %q", future.Start.UnixNano(), queueNames(past))
	s.lock.Lock()
	m := s.made[key]
	if m == nil {
		m = &onceMade{}
		s.made[key] = m
	}
	if m.asked++; m.asked == 2 {
		delete(s.made, key)
	}
	s.lock.Unlock()
	m.once.Do(func() { m.result, m.err = s.make(ctx, past, future, auto.Options{}) })
	return m.result, m.err
}
