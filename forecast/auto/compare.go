package auto

import (
	"context"
	"fmt"
	"sync"

	"turno/forecast"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
)

// Method is the forecaster as a method of a back-test. It knows the calendar, campaigns and
// events of in; history and future are the back-test's. Overrides are left out: they were
// made for the future, and knew more than the history.
func Method(name string, in Input) backtest.Method {
	return backtest.Method{Name: name, Forecast: func(ctx context.Context, past []forecast.Series, future calendar.Grid) ([]forecast.Volume, error) {
		r, err := Forecast(ctx, in.from(past, future), Options{})
		return r.Volumes, err
	}}
}

// Against makes two methods that differ by what they know and by nothing else: the second
// forecasts by the methods and weights that the first has chosen at the same origin, which
// also saves choosing twice. Both must be measured, in any order or side by side.
func Against(name string, in Input, other string, blind Input) []backtest.Method {
	shared := sharedForecast{in: in, made: map[string]*onceMade{}}
	return []backtest.Method{
		{Name: name, Forecast: func(ctx context.Context, past []forecast.Series, future calendar.Grid) ([]forecast.Volume, error) {
			r, err := shared.at(ctx, past, future)
			return r.Volumes, err
		}},
		{Name: other, Forecast: func(ctx context.Context, past []forecast.Series, future calendar.Grid) ([]forecast.Volume, error) {
			known, err := shared.at(ctx, past, future)
			if err != nil {
				return nil, err
			}
			r, err := Forecast(ctx, blind.from(past, future), Options{Choice: known.Choices})
			return r.Volumes, err
		}},
	}
}

// from is the input as it stood when only past was known.
func (in Input) from(past []forecast.Series, future calendar.Grid) Input {
	in.History, in.Future, in.Overrides = past, future, nil
	return in
}

// sharedForecast forecasts once what two methods ask for, and forgets it then.
type sharedForecast struct {
	in   Input
	lock sync.Mutex
	made map[string]*onceMade
}

type onceMade struct {
	once   sync.Once
	asked  int
	result Result
	err    error
}

func (s *sharedForecast) at(ctx context.Context, past []forecast.Series, future calendar.Grid) (Result, error) {
	key := fmt.Sprint(future.Start.UnixNano())
	for _, x := range past {
		key += fmt.Sprintf(" %q", x.Queue)
	}
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
	m.once.Do(func() { m.result, m.err = Forecast(ctx, s.in.from(past, future), Options{}) })
	return m.result, m.err
}
